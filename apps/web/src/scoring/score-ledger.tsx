import type { LedgerGroup as Group, LeadScore, ScoreTerm } from '@leadglass/contracts/scoring.ts'
import { formatPoints } from '../lib/format-points.ts'
import { groupWords } from '../lib/group-words.ts'
import { groupsOf } from './group-words.ts'
import styles from './score-card.module.css'
import { type EvidenceLinks, ScoreTermRow } from './score-term-row.tsx'

type Props = EvidenceLinks & {
  score: LeadScore
  openTerm: ScoreTerm | null
  onOpenTerm: (term: ScoreTerm | null) => void
}

/** Every term behind the number, group by group; each group ends with what its terms sum to. */
export function ScoreLedger({ score, ...terms }: Props) {
  return (
    <div className={styles.ledger}>
      {groupsOf(score).map((group) => (
        <LedgerGroup key={group} group={group} score={score} {...terms} />
      ))}
    </div>
  )
}

function LedgerGroup({ group, score, openTerm, onOpenTerm, ...links }: Props & { group: Group }) {
  const terms = score.terms.filter((term) => term.group === group)
  const headingId = `ledger-${group}`
  return (
    <section aria-labelledby={headingId}>
      <div className={styles.ledgerHead}>
        <h3 id={headingId}>{groupWords[group]}</h3>
        <span className={styles.points}>
          <span className={styles.spoken}>together </span>
          {formatPoints(score.breakdown[group] ?? 0)}
        </span>
      </div>
      {terms.length === 0 ? (
        <p className={styles.nothing}>Nothing counts here yet</p>
      ) : (
        <ul className={styles.terms}>
          {terms.map((term) => {
            const isOpen = openTerm?.rule === term.rule && openTerm.group === term.group
            return (
              <ScoreTermRow
                key={term.rule}
                term={term}
                isOpen={isOpen}
                onToggle={() => onOpenTerm(isOpen ? null : term)}
                {...links}
              />
            )
          })}
        </ul>
      )}
    </section>
  )
}
