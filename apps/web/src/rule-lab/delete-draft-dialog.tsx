import type { ScoringDraftDetail } from '@leadglass/contracts/rule-lab.ts'
import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useNavigate } from '@tanstack/react-router'
import { paths } from '../app/paths.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { useDeleteDraft, useForgetDraft } from './lab-queries.ts'

export function DeleteDraftDialog({ draft, onClose }: { draft: ScoringDraftDetail; onClose: () => void }) {
  const remove = useDeleteDraft(draft.id)
  const forget = useForgetDraft(draft.id)
  const navigate = useNavigate()
  const submit = () =>
    remove.mutate(undefined, {
      onSuccess: () => {
        notifications.show({ message: `The draft “${draft.name}” was deleted.` })
        void navigate({ to: paths.scoring, ignoreBlocker: true }).then(forget)
      },
    })
  return (
    <ConfirmDialog
      title="Delete draft"
      error={remove.error}
      onClose={onClose}
      actions={
        <Button color="red" loading={remove.isPending} onClick={submit}>
          Delete draft
        </Button>
      }
    >
      <p>
        “{draft.name}” with its {draft.rule_count} rules will be gone. Versions that were published are not
        touched.
      </p>
    </ConfirmDialog>
  )
}
