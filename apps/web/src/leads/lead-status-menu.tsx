import { type LeadStatus, leadStatuses } from '@leadglass/contracts/leads.ts'
import { Button, Menu } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { StatusLabel, statusWord } from '../ui/status-label.tsx'
import { useSetLeadStatus } from './lead-queries.ts'

const CloseLeadDialog = lazy(async () => ({
  default: (await import('./close-lead-dialog.tsx')).CloseLeadDialog,
}))

type Props = { lead: { id: string; name: string; status: LeadStatus } }

/** Moves a lead along the pipeline; won and lost ask why first. */
export function LeadStatusMenu({ lead }: Props) {
  const [closingAs, setClosingAs] = useState<'won' | 'lost' | null>(null)
  const setStatus = useSetLeadStatus(lead.id)

  const move = (status: LeadStatus, reason?: string) =>
    setStatus.mutate(
      { status, ...(reason && { reason }) },
      {
        onError: (error) =>
          notifications.show({ color: 'red', title: 'The status was not changed', message: error.message }),
      },
    )
  const pick = (status: LeadStatus) => {
    if (status === lead.status) return
    if (status === 'won' || status === 'lost') setClosingAs(status)
    else move(status)
  }
  return (
    <>
      <Menu position="bottom-end" width={180}>
        <Menu.Target>
          <Button
            variant="default"
            rightSection={<IconChevronDown size={12} />}
            aria-label={`Status: ${statusWord(lead.status)}`}
          >
            <StatusLabel status={lead.status} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {leadStatuses.map((status) => (
            <Menu.Item
              key={status}
              onClick={() => pick(status)}
              rightSection={status === lead.status ? <IconCheck size={14} aria-label="now" /> : null}
            >
              <StatusLabel status={status} />
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {closingAs !== null && (
        <Suspense fallback={null}>
          <CloseLeadDialog
            leadName={lead.name}
            outcome={closingAs}
            onClose={() => setClosingAs(null)}
            onConfirm={(reason) => {
              setClosingAs(null)
              move(closingAs, reason)
            }}
          />
        </Suspense>
      )}
    </>
  )
}
