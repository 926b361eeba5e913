import { Button, Modal, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { ApiError } from '../api/api-error.ts'
import { DialogError } from '../ui/dialog-error.tsx'
import { useTransferLead } from './assignment-queries.ts'
import styles from './dialogs.module.css'
import { RepPicker } from './rep-picker.tsx'

type Props = {
  assignment: { id: string; leadId: string; leadName: string; userName: string }
  onClose: () => void
}

/** Hands a lead from one rep to another; the chain of owners keeps both. */
export function TransferLeadDialog({ assignment, onClose }: Props) {
  const [userId, setUserId] = useState<string | null>(null)
  const [notes, setNotes] = useState('')
  const transfer = useTransferLead()
  const refused = transfer.error instanceof ApiError ? transfer.error.fields : {}

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (userId === null) return
    const handover = { assignmentId: assignment.id, user_id: userId, ...(notes.trim() !== '' && { notes }) }
    transfer.mutate(handover, {
      onSuccess: ({ user }) => {
        const message = `${assignment.leadName} went from ${assignment.userName} to ${user.full_name}.`
        notifications.show({ message })
        onClose()
      },
    })
  }
  return (
    <Modal opened onClose={onClose} title="Transfer lead" size="sm">
      <form onSubmit={submit} className={styles.form}>
        <p className={styles.lead}>
          {assignment.leadName}
          <small>now with {assignment.userName}</small>
        </p>
        <DialogError error={transfer.error} />
        <RepPicker
          value={userId}
          onChange={setUserId}
          exceptName={assignment.userName}
          error={refused.user_id}
        />
        <Textarea
          label="Reason"
          placeholder="Why it changes hands"
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
          <Button type="submit" disabled={userId === null} loading={transfer.isPending}>
            Transfer
          </Button>
        </div>
      </form>
    </Modal>
  )
}
