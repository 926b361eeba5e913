import type { LeadScore, LedgerGroup } from '@leadglass/contracts/scoring.ts'
import { groupWords } from '../lib/group-words.ts'
import { groupsOf } from './group-words.ts'
import styles from './score-card.module.css'

/** The groups as bars, and the sum that makes the number. */
export function ScoreGroups({ score }: { score: LeadScore }) {
  const groups = groupsOf(score)
  return (
    <>
      <dl className={styles.groups} data-count={groups.length}>
        {groups.map((group) => (
          <GroupBar key={group} group={group} score={score} />
        ))}
      </dl>
      <p className={styles.sum}>{sumLine(score)}</p>
    </>
  )
}

function GroupBar({ group, score }: { group: LedgerGroup; score: LeadScore }) {
  const points = score.breakdown[group] ?? 0
  const cap = capOf(group, score)
  const full = cap ?? Math.max(...groupsOf(score).map((each) => Math.abs(score.breakdown[each] ?? 0)))
  const share = full <= 0 ? 0 : Math.min(100, (100 * Math.abs(points)) / full)
  return (
    <div className={styles.group}>
      <dt>{groupWords[group]}</dt>
      <dd>
        <strong>{signed(points)}</strong>
        {cap !== null && <span className={styles.cap}> / {cap}</span>}
      </dd>
      <div className={styles.track} aria-hidden>
        <div className={styles.fill} data-sign={Math.sign(points)} style={{ width: `${share}%` }} />
      </div>
    </div>
  )
}

/** The limit of the rules; what was learned has none, so a blended group may pass it. */
function capOf(group: LedgerGroup, { group_caps, breakdown }: LeadScore): number | null {
  return group === 'baseline' || breakdown.baseline !== undefined ? null : group_caps[group]
}

/** `20 + 14 + 13 = 47`; a group below nothing is subtracted. */
export function sumLine(score: LeadScore): string {
  const [first, ...rest] = groupsOf(score).map((group) => score.breakdown[group] ?? 0)
  const parts = rest.map((points) => `${points < 0 ? '−' : '+'} ${Math.abs(points)}`)
  return [signed(first ?? 0), ...parts, '=', signed(score.total_score)].join(' ')
}

function signed(points: number): string {
  return points < 0 ? `−${-points}` : String(points)
}
