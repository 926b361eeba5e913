import type { ImpactResult, ScoringDraftDetail } from '@leadglass/contracts/rule-lab.ts'
import { DeleteDraftDialog } from './delete-draft-dialog.tsx'
import { PublishDialog } from './publish-dialog.tsx'
import { ScheduleDialog } from './schedule-dialog.tsx'

export type DraftDialog = 'publish' | 'schedule' | 'delete'

type Props = {
  dialog: DraftDialog | 'conflict' | 'import' | null
  draft: ScoringDraftDetail
  inForce: number
  changes: number
  impact: ImpactResult | null
  onClose: () => void
}

export function DraftDialogs({ dialog, ...props }: Props) {
  if (dialog === 'publish') return <PublishDialog {...props} />
  if (dialog === 'schedule') return <ScheduleDialog {...props} />
  return dialog === 'delete' ? <DeleteDraftDialog draft={props.draft} onClose={props.onClose} /> : null
}
