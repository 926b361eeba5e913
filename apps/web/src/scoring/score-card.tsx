import type { LeadScore, ScoreTerm } from '@leadglass/contracts/scoring.ts'
import type { ReactNode } from 'react'
import { formatPoints } from '../lib/format-points.ts'
import { classWords } from '../ui/score-chip.tsx'
import { thresholdHint } from './group-words.ts'
import styles from './score-card.module.css'
import { ScoreGroups } from './score-groups.tsx'
import { ScoreLedger } from './score-ledger.tsx'
import { ScoreOrigin } from './score-origin.tsx'
import type { EvidenceLinks } from './score-term-row.tsx'
import { useRollingNumber } from './use-rolling-number.ts'
import { WinChance } from './win-chance.tsx'

/** What moved the score just now: shown once, in words. */
export type ScoreMove = { id: string; points: number; label: string }

type Props = EvidenceLinks & {
  score: LeadScore
  move?: ScoreMove | null
  /** The term that is open; the timeline marks its activities. */
  openTerm: ScoreTerm | null
  onOpenTerm: (term: ScoreTerm | null) => void
  /** The version that made it, as a link for who may read the rules. */
  renderVersion?: (words: string) => ReactNode
  /** What people say of the number. */
  verdicts?: ReactNode
  /** The history of the score, small. */
  children?: ReactNode
}

/** The score of a lead, taken apart: the terms sum to their group, the groups to the number. */
export function ScoreCard({ score, move, renderVersion, verdicts, children, ...terms }: Props) {
  const shown = useRollingNumber(score.total_score)
  return (
    <section className={styles.card} aria-labelledby="score-heading">
      <h2 id="score-heading" className={styles.heading}>
        Score
      </h2>
      <div className={styles.total} data-class={score.classification}>
        <span className={styles.number}>
          <span aria-hidden>{shown}</span>
          <span className={styles.spoken}>{score.total_score}</span>
        </span>
        <span className={styles.word}>{classWords[score.classification]}</span>
        <span className={styles.move} role="status">
          {move && (
            <span key={move.id} className={styles.moved}>
              {move.points === 0 ? 'No change' : formatPoints(move.points)}: {move.label}
            </span>
          )}
        </span>
      </div>
      <WinChance score={score} />
      <p className={styles.hint}>{thresholdHint(score)}</p>
      <ScoreOrigin score={score} renderVersion={renderVersion} />
      {verdicts}
      {children}
      <ScoreGroups score={score} />
      <ScoreLedger score={score} {...terms} />
    </section>
  )
}
