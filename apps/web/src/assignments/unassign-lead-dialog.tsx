import { Button, Modal } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { DialogError } from '../ui/dialog-error.tsx'
import { useUnassignLead } from './assignment-queries.ts'
import styles from './dialogs.module.css'

type Props = { assignment: { id: string; leadName: string; userName: string }; onClose: () => void }

/** Takes a lead back from its rep; it waits under Unassigned again. */
export function UnassignLeadDialog({ assignment, onClose }: Props) {
  const unassign = useUnassignLead()
  const confirm = () =>
    unassign.mutate(assignment.id, {
      onSuccess: () => {
        notifications.show({ message: `${assignment.leadName} is unassigned again.` })
        onClose()
      },
    })
  return (
    <Modal opened onClose={onClose} title="Take this lead back?" size="sm">
      <div className={styles.form}>
        <p className={styles.lead}>
          {assignment.leadName}
          <small>
            {assignment.userName} no longer sees it, and it waits under Unassigned until somebody takes it.
          </small>
        </p>
        <DialogError error={unassign.error} />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button data-autofocus loading={unassign.isPending} onClick={confirm}>
            Take it back
          </Button>
        </div>
      </div>
    </Modal>
  )
}
