import type { ScoreDiffPart } from '@leadglass/contracts/scoring.ts'
import { formatPoints } from '../lib/format-points.ts'
import { groupWords } from '../lib/group-words.ts'
import { CauseIcon, causeWords } from './cause-icon.tsx'
import styles from './why-panel.module.css'

/** Every line that moved, with its cause; together they are the whole move. */
export function MoveParts({ parts, points }: { parts: readonly ScoreDiffPart[]; points: number }) {
  if (parts.length === 0) return null
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th>What moved</th>
          <th>Cause</th>
          <th className={styles.number}>Before → after</th>
          <th className={styles.number}>Points</th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <tr key={`${part.group}/${part.rule}`}>
            <td>
              {part.label}
              <small>{groupWords[part.group]}</small>
            </td>
            <td className={styles.cause}>
              <CauseIcon cause={part.cause} /> {causeWords(part.cause)}
            </td>
            <td className={styles.number}>
              {pointsOf(part.before)} → {pointsOf(part.after)}
            </td>
            <td className={styles.number} data-sign={Math.sign(part.points)}>
              {formatPoints(part.points)}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th colSpan={3}>Together</th>
          <td className={styles.number}>{formatPoints(points)}</td>
        </tr>
      </tfoot>
    </table>
  )
}

/** A line that was not there has no points, not 0 of them. */
function pointsOf(points: number | null): string {
  return points === null ? '–' : formatPoints(points)
}
