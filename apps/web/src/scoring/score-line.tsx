import type { ScoreChange } from '@leadglass/contracts/scoring.ts'
import { formatDay } from '../lib/format-date.ts'
import styles from './score-line.module.css'

type Props = {
  /** Newest first, as the API lists them. */
  changes: readonly ScoreChange[]
  thresholds: { warm: number; hot: number }
  now: Date
}

/** The score over time as steps, over bands of the classes; the list of changes beside it says the same in words. */
export function ScoreLine({ changes, thresholds, now }: Props) {
  const oldestFirst = changes.toReversed()
  const [first] = oldestFirst
  const latest = oldestFirst.at(-1)
  if (first === undefined || latest === undefined) return null
  const start = Date.parse(first.created_at)
  const span = Math.max(1, now.getTime() - start)
  const x = (at: number) => (100 * (at - start)) / span
  const steps = oldestFirst.map(
    ({ created_at, new_score }) => `H${x(Date.parse(created_at)).toFixed(2)}V${100 - new_score}`,
  )
  const path = `M0 ${100 - (first.old_score ?? first.new_score)}${steps.join('')}H100`
  const words = `Score from ${first.new_score} on ${formatDay(first.created_at)} to ${latest.new_score} now, in ${changes.length} steps`
  return (
    <figure className={styles.figure}>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label={words}>
        <rect className={styles.hot} width="100" height={100 - thresholds.hot} />
        <rect
          className={styles.warm}
          y={100 - thresholds.hot}
          width="100"
          height={thresholds.hot - thresholds.warm}
        />
        <rect className={styles.cold} y={100 - thresholds.warm} width="100" height={thresholds.warm} />
        <path className={styles.line} d={path} vectorEffect="non-scaling-stroke" />
      </svg>
      <figcaption className={styles.axis}>
        <span>{formatDay(first.created_at)}</span>
        <span>now</span>
      </figcaption>
    </figure>
  )
}
