import type { ScoringVersion } from '@leadglass/contracts/rule-lab.ts'
import { notifications } from '@mantine/notifications'
import { formatDay } from '../lib/format-date.ts'
import { ReasonDialog } from '../ui/reason-dialog.tsx'
import { useRestoreVersion } from './lab-queries.ts'
import { learnedWords } from './lab-words.ts'

type Props = { version: ScoringVersion; active: ScoringVersion; onClose: () => void }

/** Puts an old version in force again, as a new one. */
export function RollBackDialog({ version, active, onClose }: Props) {
  const restore = useRestoreVersion(version.id)
  const submit = (reason: string) =>
    restore.mutate(reason, {
      onSuccess: (published) => {
        notifications.show({
          message: `Version ${published.version} is in force. Every lead is being scored again.`,
        })
        onClose()
      },
    })
  return (
    <ReasonDialog
      title={`Roll back to version ${version.version}`}
      action="Roll back"
      isPending={restore.isPending}
      error={restore.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>
        Version {active.version + 1} will be published at once. It repeats version {version.version}, “
        {version.name}” of {formatDay(version.created_at)}: {version.rule_count} rules,{' '}
        {learnedWords(version)}.
      </p>
      <p>
        Every lead is scored again in the background; classes may change, and each lead’s history will say
        that the rules changed. Version {active.version} stays in the history, so this can be undone the same
        way.
      </p>
    </ReasonDialog>
  )
}
