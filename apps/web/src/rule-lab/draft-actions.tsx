import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconCalendarClock, IconDots, IconDownload, IconFileUpload, IconTrash } from '@tabler/icons-react'

const saveKey = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘S' : 'Ctrl S'

type Props = {
  canEdit: boolean
  isDirty: boolean
  isSaving: boolean
  onSave: () => void
  onOpen: (dialog: 'publish' | 'schedule' | 'import' | 'delete') => void
  onExport: () => void
}

/** One step at a time: what has been changed is saved, what has been saved is published. */
export function DraftActions({ canEdit, isDirty, isSaving, onSave, onOpen, onExport }: Props) {
  if (!canEdit) {
    return (
      <Button variant="default" onClick={onExport}>
        Export JSON
      </Button>
    )
  }
  return (
    <>
      {isDirty || isSaving ? (
        <Button loading={isSaving} title={saveKey} onClick={onSave}>
          Save
        </Button>
      ) : (
        <Button onClick={() => onOpen('publish')}>Publish…</Button>
      )}
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <ActionIcon variant="default" size={30} aria-label="More actions of this draft">
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconCalendarClock size={14} />}
            disabled={isDirty}
            onClick={() => onOpen('schedule')}
          >
            {isDirty ? 'Schedule (save first)' : 'Schedule…'}
          </Menu.Item>
          <Menu.Item leftSection={<IconFileUpload size={14} />} onClick={() => onOpen('import')}>
            Import JSON…
          </Menu.Item>
          <Menu.Item leftSection={<IconDownload size={14} />} onClick={onExport}>
            Export JSON
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" leftSection={<IconTrash size={14} />} onClick={() => onOpen('delete')}>
            Delete draft…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  )
}
