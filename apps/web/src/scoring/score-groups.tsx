import type { LeadScore } from '@leadglass/contracts/scoring.ts'
import { groupWords } from '../lib/group-words.ts'
import { groupOrder } from './group-words.ts'
import styles from './score-card.module.css'

/** The three groups as bars of their limit, and the sum that makes the number. */
export function ScoreGroups({ score }: { score: LeadScore }) {
  return (
    <>
      <dl className={styles.groups}>
        {groupOrder.map((group) => (
          <div key={group} className={styles.group}>
            <dt>{groupWords[group]}</dt>
            <dd>
              <strong>{signed(score.breakdown[group])}</strong>
              <span className={styles.cap}> / {score.group_caps[group]}</span>
            </dd>
            <div className={styles.track} aria-hidden>
              <div
                className={styles.fill}
                data-group={group}
                style={{ width: `${shareOf(score.breakdown[group], score.group_caps[group])}%` }}
              />
            </div>
          </div>
        ))}
      </dl>
      <p className={styles.sum}>{sumLine(score)}</p>
    </>
  )
}

/** `20 + 14 + 13 = 47`; a group below nothing is subtracted. */
export function sumLine({ breakdown, total_score: total }: LeadScore): string {
  const [first, ...rest] = groupOrder.map((group) => breakdown[group])
  const parts = rest.map((points) => `${points < 0 ? '−' : '+'} ${Math.abs(points)}`)
  return [signed(first ?? 0), ...parts, '=', signed(total)].join(' ')
}

function signed(points: number): string {
  return points < 0 ? `−${-points}` : String(points)
}

function shareOf(points: number, cap: number): number {
  return cap <= 0 ? 0 : Math.min(100, Math.max(0, (100 * points) / cap))
}
