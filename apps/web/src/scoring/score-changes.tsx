import type { ScoreChange } from '@leadglass/contracts/scoring.ts'
import { Button } from '@mantine/core'
import { formatPoints } from '../lib/format-points.ts'
import { RelativeTime } from '../ui/relative-time.tsx'
import { ScoreChip } from '../ui/score-chip.tsx'
import styles from './score-changes.module.css'

type Props = {
  changes: readonly ScoreChange[]
  /** An activity's type as a sentence. */
  activityWord: (type: string) => string
  onMore: (() => void) | null
}

/** Every change of the score with its cause, newest first. */
export function ScoreChanges({ changes, activityWord, onMore }: Props) {
  return (
    <>
      <ul className={styles.list}>
        {changes.map((change) => (
          <li key={change.id} className={styles.row}>
            <span className={styles.points}>{formatPoints(change.new_score - (change.old_score ?? 0))}</span>
            <span className={styles.cause}>
              {causeOf(change, activityWord)}
              <small>
                {change.engagement} engagement · {change.buying_signals} buying signals ·{' '}
                {change.demographic_fit} fit · model version {change.model_version}
              </small>
            </span>
            <ScoreChip score={change.new_score} classification={change.new_classification} />
            <span className={styles.time}>
              <RelativeTime at={change.created_at} />
            </span>
          </li>
        ))}
      </ul>
      {onMore && (
        <Button variant="default" mt={12} onClick={onMore}>
          Show older
        </Button>
      )}
    </>
  )
}

function causeOf(change: ScoreChange, activityWord: Props['activityWord']): string {
  const words: Record<ScoreChange['trigger'], string> = {
    created: 'The lead was created',
    imported: 'The lead was imported',
    activity: change.trigger_activity_type ? activityWord(change.trigger_activity_type) : 'An activity',
    edited: 'A field was changed',
    decay: 'Time passed: older activities count less',
    model: 'The scoring rules changed',
  }
  return words[change.trigger]
}
