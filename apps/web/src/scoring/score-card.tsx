import type { LeadScore, ScoreTerm } from '@leadglass/contracts/scoring.ts'
import type { ReactNode } from 'react'
import { formatPoints } from '../lib/format-points.ts'
import { RelativeTime } from '../ui/relative-time.tsx'
import { classWords } from '../ui/score-chip.tsx'
import { thresholdHint } from './group-words.ts'
import styles from './score-card.module.css'
import { ScoreGroups } from './score-groups.tsx'
import { ScoreLedger } from './score-ledger.tsx'
import { useRollingNumber } from './use-rolling-number.ts'

/** What moved the score just now: shown once, in words. */
export type ScoreMove = { id: string; points: number; label: string }

type Props = {
  score: LeadScore
  move?: ScoreMove | null
  /** The term that is open; the timeline marks its activities. */
  openTerm: ScoreTerm | null
  onOpenTerm: (term: ScoreTerm | null) => void
  /** Asks for the activities of a term, however old. */
  onShowActivities: (term: ScoreTerm) => void
  /** The history of the score, small. */
  children?: ReactNode
}

/** The score of a lead, taken apart: the terms sum to their group, the groups to the number. */
export function ScoreCard({ score, move, children, ...terms }: Props) {
  const shown = useRollingNumber(score.total_score)
  return (
    <section className={styles.card} aria-labelledby="score-heading">
      <div className={styles.head}>
        <h2 id="score-heading" className={styles.heading}>
          Score
        </h2>
        <span className={styles.model}>
          {score.model.name} · version {score.model.version} · scored <RelativeTime at={score.scored_at} />
        </span>
      </div>
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
      <p className={styles.hint}>{thresholdHint(score)}</p>
      {children}
      <ScoreGroups score={score} />
      <ScoreLedger score={score} {...terms} />
    </section>
  )
}
