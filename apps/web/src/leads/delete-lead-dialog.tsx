import { Button, Modal, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { DialogError } from '../ui/dialog-error.tsx'
import styles from './lead-page.module.css'
import { useDeleteLead } from './lead-queries.ts'

const confirmation = 'delete'

type Props = { lead: { id: string; name: string }; onClose: () => void; onDeleted: () => void }

/** Deleting cannot be undone, so it takes a typed word. */
export function DeleteLeadDialog({ lead, onClose, onDeleted }: Props) {
  const [typed, setTyped] = useState('')
  const remove = useDeleteLead(lead.id)
  const isConfirmed = typed.trim().toLowerCase() === confirmation

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isConfirmed) return
    remove.mutate(undefined, {
      onSuccess: () => {
        notifications.show({ message: `${lead.name} was deleted.` })
        onDeleted()
      },
    })
  }
  return (
    <Modal opened onClose={onClose} title="Delete this lead?" size="sm">
      <form onSubmit={submit} className={styles.dialog}>
        <p className={styles.dialogName}>{lead.name}</p>
        <p className={styles.dialogText}>
          Its activities, notes, assignments and score history go with it. This cannot be undone.
        </p>
        <DialogError error={remove.error} />
        <TextInput
          label={`Type “${confirmation}” to confirm`}
          data-autofocus
          autoComplete="off"
          autoCapitalize="none"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" color="red.9" disabled={!isConfirmed} loading={remove.isPending}>
            Delete lead
          </Button>
        </div>
      </form>
    </Modal>
  )
}
