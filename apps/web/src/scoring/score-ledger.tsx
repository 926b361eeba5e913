import type { LedgerGroup as Group, LeadScore, ScoreTerm } from '@leadglass/contracts/scoring.ts'
import { useState } from 'react'
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
  const [isWhole, setIsWhole] = useState(false)
  const all = score.terms.filter((term) => term.group === group)
  const silent = all.filter(isSilent)
  const folds = silent.length > fewSilent && !isWhole
  const terms = folds ? all.filter((term) => !isSilent(term) || isOpenTerm(term, openTerm)) : all
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
      {all.length === 0 ? (
        <p className={styles.nothing}>Nothing counts here yet</p>
      ) : (
        <ul className={styles.terms}>
          {terms.map((term) => {
            const isOpen = isOpenTerm(term, openTerm)
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
      {folds && (
        <button type="button" className={styles.fold} onClick={() => setIsWhole(true)}>
          Show {silent.length} more that add 0 here
        </button>
      )}
    </section>
  )
}

/** What was learned of many fields adds nothing to most leads: more of those than this wait until they are asked for. */
const fewSilent = 2

function isSilent({ points, evidence }: ScoreTerm): boolean {
  return points === 0 && evidence.kind === 'learned'
}

function isOpenTerm({ rule, group }: ScoreTerm, open: ScoreTerm | null): boolean {
  return open?.rule === rule && open.group === group
}
