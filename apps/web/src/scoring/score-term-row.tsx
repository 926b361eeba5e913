import type { ScoreTerm } from '@leadglass/contracts/scoring.ts'
import { IconChevronRight, IconForms, IconTimeline } from '@tabler/icons-react'
import { useId } from 'react'
import { formatPoints } from '../lib/format-points.ts'
import { activityOfField, evidenceWords, fieldWord } from './evidence-words.ts'
import styles from './score-card.module.css'

/** Activities to be shown: those of a type (all where it is null), with these marked. */
export type ShownActivities = { type: string | null; label: string; ids: readonly string[] }

/** Where a line of a ledger leads. */
export type EvidenceLinks = {
  onShowActivities: (activities: ShownActivities) => void
  onShowField: (field: string) => void
}

type Props = EvidenceLinks & { term: ScoreTerm; isOpen: boolean; onToggle: () => void }

/** One line of the ledger; opened it says what it rests on and leads there. */
export function ScoreTermRow({ term, isOpen, onToggle, onShowActivities, onShowField }: Props) {
  const evidenceId = useId()
  const activities = activitiesOf(term)
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
        {activities !== null && (
          <button type="button" className={styles.show} onClick={() => onShowActivities(activities)}>
            <IconTimeline size={14} stroke={1.5} aria-hidden />
            Show in the timeline
          </button>
        )}
        {fieldsOf(term).map((field) => (
          <button key={field} type="button" className={styles.show} onClick={() => onShowField(field)}>
            <IconForms size={14} stroke={1.5} aria-hidden />
            Show {fieldWord(field)} in the details
          </button>
        ))}
      </div>
    </li>
  )
}

/** The activities behind a term; null where it rests on none. */
export function activitiesOf({ label, evidence }: ScoreTerm): ShownActivities | null {
  if (!('activityIds' in evidence) || evidence.activityIds.length === 0) return null
  const ids = evidence.activityIds
  if (evidence.kind === 'activities') return { type: evidence.activity, label, ids }
  if (evidence.kind === 'silence') return { type: null, label, ids }
  const types = new Set(evidence.fields.map(({ field }) => activityOfField(field)).filter((type) => type))
  const [type] = types
  return { type: types.size === 1 ? (type ?? null) : null, label, ids }
}

function fieldsOf({ evidence }: ScoreTerm): string[] {
  if (evidence.kind === 'field') return [evidence.field]
  if (evidence.kind !== 'learned') return []
  return evidence.fields.map(({ field }) => field).filter((field) => activityOfField(field) === null)
}
