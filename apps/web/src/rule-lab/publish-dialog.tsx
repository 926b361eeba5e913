import type { ImpactResult, ScoringDraftDetail } from '@leadglass/contracts/rule-lab.ts'
import { notifications } from '@mantine/notifications'
import { useNavigate } from '@tanstack/react-router'
import { paths } from '../app/paths.ts'
import { formatPlural } from '../lib/format-count.ts'
import { ReasonDialog } from '../ui/reason-dialog.tsx'
import { useForgetDraft, usePublishDraft } from './lab-queries.ts'
import { MeasuredNote } from './measured-note.tsx'

export type PublicationProps = {
  draft: ScoringDraftDetail
  inForce: number
  changes: number
  impact: ImpactResult | null
  onClose: () => void
}

/** Puts a draft in force now. */
export function PublishDialog({ draft, inForce, changes, impact, onClose }: PublicationProps) {
  const publish = usePublishDraft(draft.id)
  const forget = useForgetDraft(draft.id)
  const navigate = useNavigate()
  const submit = (reason: string) =>
    publish.mutate(
      { revision: draft.revision, reason },
      {
        onSuccess: ({ version }) => {
          notifications.show({ message: `Version ${version} is in force. Every lead is being scored again.` })
          void navigate({ to: paths.scoring }).then(forget)
        },
      },
    )
  return (
    <ReasonDialog
      title={`Publish “${draft.name}”`}
      action="Publish"
      isPending={publish.isPending}
      error={publish.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>
        It becomes version {inForce + 1} and scores every lead from now on:{' '}
        {changes === 0 ? 'nothing differs from' : `${formatPlural(changes, 'change')} against`} version{' '}
        {inForce}. Leads are scored again in the background, and each history says that the rules changed.
      </p>
      <MeasuredNote impact={impact} revision={draft.revision} />
    </ReasonDialog>
  )
}
