import type { LeadScore } from '@leadglass/contracts/scoring.ts'
import { formatMoment } from '../lib/format-date.ts'
import { formatPoints } from '../lib/format-points.ts'
import { groupWords } from '../lib/group-words.ts'
import { classWords } from '../ui/score-chip.tsx'
import styles from './why-panel.module.css'

/** The score that a lead came with: nothing moved, everything began. */
export function FirstScore({ score }: { score: LeadScore }) {
  const { total_score: total, classification, scored_at, terms } = score
  const counted = terms.filter(({ points }) => points !== 0)
  return (
    <>
      <p className={styles.sentence}>
        The lead began {classWords[classification].toLowerCase()} with {total} on {formatMoment(scored_at)}
        {counted.length === 0 ? ': nothing counted yet.' : ', made of:'}
      </p>
      <ul className={styles.parts}>
        {counted.map((term) => (
          <li key={`${term.group}/${term.rule}`} className={styles.part}>
            <span className={styles.label}>
              {term.label}
              <small>{groupWords[term.group]}</small>
            </span>
            <span className={styles.points}>{formatPoints(term.points)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
