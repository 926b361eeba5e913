import type { ScoreChange } from '@leadglass/contracts/scoring.ts'
import { Button } from '@mantine/core'
import { formatPoints } from '../lib/format-points.ts'
import { RelativeTime } from '../ui/relative-time.tsx'
import { classWords, ScoreChip } from '../ui/score-chip.tsx'
import { changeWords } from './change-words.ts'
import { percentWords } from './origin-words.ts'
import styles from './score-changes.module.css'

type Props = {
  changes: readonly ScoreChange[]
  onWhy: (change: ScoreChange) => void
  onMore: (() => void) | null
}

/** Every change of the score with its cause, newest first: what the curve shows, in words. */
export function ScoreChanges({ changes, onWhy, onMore }: Props) {
  return (
    <>
      <ul className={styles.list} aria-label="Every change of the score">
        {changes.map((change) => (
          <li key={change.id} className={styles.row}>
            <span className={styles.points}>{formatPoints(change.new_score - (change.old_score ?? 0))}</span>
            <span className={styles.cause}>
              {changeWords(change)}
              <small>{partsOf(change)}</small>
            </span>
            <ScoreChip score={change.new_score} classification={change.new_classification} />
            <span className={styles.time}>
              <RelativeTime at={change.created_at} />
            </span>
            <button type="button" className={styles.why} onClick={() => onWhy(change)}>
              Why?
            </button>
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

/** The groups of the new score, and what else a reader may have come for: another class, the chance, the version. */
function partsOf(change: ScoreChange): string {
  const { engagement, buying_signals, demographic_fit, new_score, win_probability } = change
  const { old_classification: old, new_classification: now } = change
  const start = new_score - engagement - buying_signals - demographic_fit
  return [
    ...(old !== null && old !== now ? [`${classWords[old]} before`] : []),
    ...(start === 0 ? [] : [`${start < 0 ? `−${-start}` : start} starting point`]),
    `${engagement} engagement`,
    `${buying_signals} buying signals`,
    `${demographic_fit} fit`,
    ...(win_probability === null ? [] : [`${percentWords(win_probability)} to be won`]),
    `version ${change.model_version}`,
  ].join(' · ')
}
