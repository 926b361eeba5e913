import type { ScoringFacts } from '@leadglass/contracts/scoring.ts'
import { ActionIcon, Skeleton } from '@mantine/core'
import { IconArrowRight, IconChevronRight, IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { paths } from '../app/paths.ts'
import { formatPoints } from '../lib/format-points.ts'
import { ScoreChip } from '../ui/score-chip.tsx'
import styles from './lead-preview.module.css'
import type { Preview } from './preview-scores.ts'

type Props = {
  leadId: string
  facts: ScoringFacts | null
  preview: Preview | null
  error: Error | null
  isOpen: boolean
  onToggle: () => void
  onRemove: () => void
}

/** A lead before and after; opened, the lines that differ. */
export function PreviewRow({ leadId, facts, preview, error, isOpen, onToggle, onRemove }: Props) {
  const remove = (
    <ActionIcon
      size={24}
      aria-label={`Remove ${facts?.name ?? 'this lead'} from the preview`}
      onClick={onRemove}
    >
      <IconX size={14} />
    </ActionIcon>
  )
  if (facts === null || preview === null) {
    return (
      <li className={styles.row}>
        <div className={styles.line}>
          {error ? <span className={styles.failed}>{error.message}</span> : <Skeleton height={12} my={10} />}
          {remove}
        </div>
      </li>
    )
  }
  const { before, after, diff } = preview
  const linesId = `preview-${leadId}`
  return (
    <li className={styles.row}>
      <div className={styles.line}>
        <button
          type="button"
          className={styles.open}
          aria-expanded={isOpen}
          aria-controls={isOpen ? linesId : undefined}
          onClick={onToggle}
        >
          <IconChevronRight size={12} className={styles.chevron} aria-hidden />
          <span className={styles.name}>{facts.name}</span>
          <span className={styles.points} data-sign={Math.sign(diff.points)}>
            {diff.points === 0 ? 'same' : formatPoints(diff.points)}
          </span>
          <ScoreChip score={before.total} classification={before.classification} />
          <IconArrowRight size={12} aria-label="becomes" className={styles.arrow} />
          <ScoreChip score={after.total} classification={after.classification} />
        </button>
        {remove}
      </div>
      {isOpen && (
        <div id={linesId} className={styles.lines}>
          <DiffLines diff={preview.diff} />
          <Link to={paths.lead(leadId)} className={styles.link}>
            Open the lead
          </Link>
        </div>
      )}
    </li>
  )
}

function DiffLines({ diff }: { diff: Preview['diff'] }) {
  if (diff.parts.length === 0) return <p className={styles.note}>No line of this score differs.</p>
  const parts = diff.parts.toSorted((left, right) => Math.abs(right.points) - Math.abs(left.points))
  return (
    <table className={styles.diff}>
      <tbody>
        {parts.map(({ group, rule, label, points }) => (
          <tr key={`${group}/${rule}`}>
            <td>{label}</td>
            <td>{formatPoints(points)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td>Together</td>
          <td>{formatPoints(diff.points)}</td>
        </tr>
      </tfoot>
    </table>
  )
}
