import type { ScoreTerm } from '@leadglass/contracts/scoring.ts'
import { IconChevronRight, IconTimeline } from '@tabler/icons-react'
import { useId } from 'react'
import { formatPoints } from '../lib/format-points.ts'
import { evidenceWords } from './evidence-words.ts'
import styles from './score-card.module.css'

type Props = {
  term: ScoreTerm
  isOpen: boolean
  onToggle: () => void
  onShowActivities: () => void
}

/** One line of the ledger; opened it says what it rests on. */
export function ScoreTermRow({ term, isOpen, onToggle, onShowActivities }: Props) {
  const evidenceId = useId()
  const isInTimeline = term.evidence.kind === 'activities' && term.evidence.activityIds.length > 0
  return (
    <li className={styles.term} data-open={isOpen || undefined}>
      <button
        type="button"
        className={styles.termButton}
        aria-expanded={isOpen}
        aria-controls={evidenceId}
        onClick={onToggle}
      >
        <IconChevronRight size={12} className={styles.chevron} aria-hidden />
        <span className={styles.label}>{term.label}</span>{' '}
        <span className={styles.points} data-sign={Math.sign(term.points)}>
          {formatPoints(term.points)}
        </span>
      </button>
      <div id={evidenceId} className={styles.evidence} hidden={!isOpen}>
        <p>{evidenceWords(term).join(' · ')}</p>
        {isInTimeline && (
          <button type="button" className={styles.show} onClick={onShowActivities}>
            <IconTimeline size={14} stroke={1.5} aria-hidden />
            Show in the timeline
          </button>
        )}
      </div>
    </li>
  )
}
