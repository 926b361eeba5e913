import type { ScoringDraftDetail } from '@leadglass/contracts/rule-lab.ts'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { RelativeTime } from '../ui/relative-time.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'

type Props = {
  /** As it stands on the server. */
  theirs: ScoringDraftDetail
  /** In what it differs from what is in the form. */
  children: ReactNode
  isSaving: boolean
  onLoadTheirs: () => void
  onKeepMine: () => void
  onClose: () => void
}

/** Two people have changed one draft: one of both states has to give way. */
export function ConflictDialog({ theirs, children, isSaving, onLoadTheirs, onKeepMine, onClose }: Props) {
  const name = theirs.updated_by?.full_name ?? 'Somebody'
  return (
    <ConfirmDialog
      title="This draft has been changed meanwhile"
      closeLabel="Decide later"
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onLoadTheirs}>
            Load theirs
          </Button>
          <Button loading={isSaving} onClick={onKeepMine}>
            Keep mine
          </Button>
        </>
      }
    >
      <p>
        {name} saved revision {theirs.revision} <RelativeTime at={theirs.updated_at} />. “Load theirs” throws
        away what you changed here; “Keep mine” saves your rules over theirs.
      </p>
      {children}
    </ConfirmDialog>
  )
}
