import type { MyLead } from '@leadglass/contracts/assignments.ts'
import { Button, Modal } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { DialogError } from '../ui/dialog-error.tsx'
import { useCompleteAssignment } from './assignment-queries.ts'
import styles from './assignments.module.css'

type Props = { lead: Pick<MyLead, 'assignment_id' | 'lead_name'>; onClose: () => void }

/** Asks first, because a completed assignment is not opened again. */
export function CompleteDialog({ lead, onClose }: Props) {
  const complete = useCompleteAssignment()
  const confirm = () =>
    complete.mutate(lead.assignment_id, {
      onSuccess: () => {
        notifications.show({ message: `${lead.lead_name} is completed.` })
        onClose()
      },
    })
  return (
    <Modal opened onClose={onClose} title="Complete this lead?" size="sm">
      <p className={styles.dialogText}>
        Your work on <strong>{lead.lead_name}</strong> ends and the lead moves to Completed. This cannot be
        undone; a manager can assign the lead again.
      </p>
      <DialogError error={complete.error} />
      <div className={styles.dialogButtons}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button data-autofocus loading={complete.isPending} onClick={confirm}>
          Complete
        </Button>
      </div>
    </Modal>
  )
}
