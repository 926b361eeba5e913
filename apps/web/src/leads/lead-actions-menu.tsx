import { ActionIcon, Menu } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDots, IconLink, IconPencil, IconTrash } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { paths } from '../app/paths.ts'

const DeleteLeadDialog = lazy(async () => ({
  default: (await import('./delete-lead-dialog.tsx')).DeleteLeadDialog,
}))

type Props = { lead: { id: string; name: string }; canDelete: boolean; onEdit: () => void }

export function LeadActionsMenu({ lead, canDelete, onEdit }: Props) {
  const [isDeleting, setIsDeleting] = useState(false)
  const navigate = useNavigate()
  const copyLink = async () => {
    await navigator.clipboard.writeText(window.location.href)
    notifications.show({ message: 'The link is in the clipboard.' })
  }
  return (
    <>
      <Menu position="bottom-end" width={180}>
        <Menu.Target>
          <ActionIcon variant="default" size={30} aria-label="More actions">
            <IconDots size={16} stroke={1.5} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} stroke={1.5} />} onClick={onEdit}>
            Edit details
          </Menu.Item>
          <Menu.Item leftSection={<IconLink size={16} stroke={1.5} />} onClick={() => void copyLink()}>
            Copy link
          </Menu.Item>
          {canDelete && (
            <>
              <Menu.Divider />
              <Menu.Item
                color="red"
                leftSection={<IconTrash size={16} stroke={1.5} />}
                onClick={() => setIsDeleting(true)}
              >
                Delete…
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {isDeleting && (
        <Suspense fallback={null}>
          <DeleteLeadDialog
            lead={lead}
            onClose={() => setIsDeleting(false)}
            onDeleted={() => void navigate({ to: paths.leads, replace: true })}
          />
        </Suspense>
      )}
    </>
  )
}
