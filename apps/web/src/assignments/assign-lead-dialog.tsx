import { Button, Modal, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { ApiError } from '../api/api-error.ts'
import { DialogError } from '../ui/dialog-error.tsx'
import { useAssignLead } from './assignment-queries.ts'
import styles from './dialogs.module.css'
import { RepPicker } from './rep-picker.tsx'

type Props = { lead: { id: string; name: string }; onClose: () => void }

/** Puts a rep in charge of a lead. */
export function AssignLeadDialog({ lead, onClose }: Props) {
  const [userId, setUserId] = useState<string | null>(null)
  const [notes, setNotes] = useState('')
  const assign = useAssignLead()
  const refused = assign.error instanceof ApiError ? assign.error.fields : {}

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (userId === null) return
    const body = { lead_id: lead.id, user_id: userId, ...(notes.trim() !== '' && { notes }) }
    assign.mutate(body, {
      onSuccess: ({ user }) => {
        notifications.show({ message: `${user.full_name} was told about ${lead.name}.` })
        onClose()
      },
    })
  }
  return (
    <Modal opened onClose={onClose} title="Assign lead" size="sm">
      <form onSubmit={submit} className={styles.form}>
        <p className={styles.lead}>{lead.name}</p>
        <DialogError error={assign.error} />
        <RepPicker value={userId} onChange={setUserId} error={refused.user_id} />
        <Textarea
          label="Notes"
          placeholder="What the rep should know"
          autosize
          minRows={2}
          maxRows={8}
          maxLength={1000}
          value={notes}
          error={refused.notes}
          onChange={(event) => setNotes(event.currentTarget.value)}
        />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={userId === null} loading={assign.isPending}>
            Assign
          </Button>
        </div>
      </form>
    </Modal>
  )
}
