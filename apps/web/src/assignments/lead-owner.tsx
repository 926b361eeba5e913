import { Button, Menu } from '@mantine/core'
import {
  IconArrowsExchange,
  IconChevronDown,
  IconCircleCheck,
  IconUserMinus,
  IconUserPlus,
} from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useCurrentUser } from '../api/session.ts'
import { PersonAvatar } from '../ui/person-avatar.tsx'
import styles from './lead-owner.module.css'

const AssignDialog = lazy(async () => ({
  default: (await import('./assign-lead-dialog.tsx')).AssignLeadDialog,
}))
const TransferDialog = lazy(async () => ({
  default: (await import('./transfer-lead-dialog.tsx')).TransferLeadDialog,
}))
const UnassignDialog = lazy(async () => ({
  default: (await import('./unassign-lead-dialog.tsx')).UnassignLeadDialog,
}))
const CompleteDialog = lazy(async () => ({
  default: (await import('./complete-dialog.tsx')).CompleteDialog,
}))

type Props = {
  lead: { id: string; name: string }
  owner: { id: string; full_name: string } | null
  /** The active primary assignment; an owner without one created the lead, or has completed it. */
  assignmentId: string | null
}

type DialogName = 'assign' | 'transfer' | 'unassign' | 'complete'

/** Who has the lead in hand, and what this reader may do about it. */
export function LeadOwner({ lead, owner, assignmentId }: Props) {
  const [dialog, setDialog] = useState<DialogName | null>(null)
  const me = useCurrentUser()
  const isManager = me.role !== 'sales_rep'
  const mayComplete = assignmentId !== null && (isManager || owner?.id === me.id)
  const close = () => setDialog(null)
  const open = (name: DialogName) => () => setDialog(name)

  return (
    <>
      {isManager && owner === null ? (
        <Button variant="default" leftSection={<IconUserPlus size={14} />} onClick={open('assign')}>
          Assign
        </Button>
      ) : isManager || mayComplete ? (
        <Menu position="bottom-end" width={200}>
          <Menu.Target>
            <Button variant="default" className={styles.target} rightSection={<IconChevronDown size={12} />}>
              <Owner owner={owner} />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {isManager && assignmentId !== null && (
              <Menu.Item
                leftSection={<IconArrowsExchange size={16} stroke={1.5} />}
                onClick={open('transfer')}
              >
                Transfer…
              </Menu.Item>
            )}
            {isManager && assignmentId === null && (
              <Menu.Item leftSection={<IconUserPlus size={16} stroke={1.5} />} onClick={open('assign')}>
                Assign…
              </Menu.Item>
            )}
            {mayComplete && (
              <Menu.Item leftSection={<IconCircleCheck size={16} stroke={1.5} />} onClick={open('complete')}>
                Complete…
              </Menu.Item>
            )}
            {isManager && assignmentId !== null && (
              <Menu.Item leftSection={<IconUserMinus size={16} stroke={1.5} />} onClick={open('unassign')}>
                Take back…
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      ) : (
        <span className={styles.plain}>
          <Owner owner={owner} />
        </span>
      )}
      <Suspense fallback={null}>
        <OwnerDialog name={dialog} lead={lead} owner={owner} assignmentId={assignmentId} onClose={close} />
      </Suspense>
    </>
  )
}

function Owner({ owner }: Pick<Props, 'owner'>) {
  if (owner === null) return <span>Nobody’s</span>
  return (
    <span className={styles.owner}>
      <PersonAvatar name={owner.full_name} size={18} />
      <span className={styles.name}>{owner.full_name}</span>
    </span>
  )
}

type DialogProps = Props & { name: DialogName | null; onClose: () => void }

function OwnerDialog({ name, lead, owner, assignmentId, onClose }: DialogProps) {
  if (name === 'assign') return <AssignDialog lead={lead} onClose={onClose} />
  if (name === null || assignmentId === null || owner === null) return null
  if (name === 'complete') {
    return <CompleteDialog lead={{ assignment_id: assignmentId, lead_name: lead.name }} onClose={onClose} />
  }
  const assignment = { id: assignmentId, leadId: lead.id, leadName: lead.name, userName: owner.full_name }
  if (name === 'transfer') return <TransferDialog assignment={assignment} onClose={onClose} />
  return <UnassignDialog assignment={assignment} onClose={onClose} />
}
