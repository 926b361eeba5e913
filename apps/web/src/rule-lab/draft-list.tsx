import type { ScoringDraft } from '@leadglass/contracts/rule-lab.ts'
import { IconAlertTriangle, IconCalendarClock } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { paths } from '../app/paths.ts'
import { formatPlural } from '../lib/format-count.ts'
import { formatMoment } from '../lib/format-date.ts'
import rows from '../ui/data-rows.module.css'
import { RelativeTime } from '../ui/relative-time.tsx'
import { TableHead } from '../ui/table-head.tsx'
import { timeZoneWords } from './lab-words.ts'
import styles from './rule-lab.module.css'

const columns = ['Draft', 'Begun', 'Rules', 'Saved'] as const

type Props = { drafts: readonly ScoringDraft[]; canEdit: boolean }

/** Rules that are being edited, with the date at which they come into force. */
export function DraftList({ drafts, canEdit }: Props) {
  if (drafts.length === 0) {
    return (
      <p className={styles.empty}>
        No drafts. {canEdit && 'A new draft begins as a copy; nothing moves until it is published.'}
      </p>
    )
  }
  return (
    <table className={`${rows.table} ${styles.drafts}`}>
      <TableHead columns={columns} />
      <tbody>
        {drafts.map((draft) => (
          <tr key={draft.id} className={`${rows.row} ${styles.row}`}>
            <td data-column="draft">
              <Link to={paths.draft(draft.id)} className={rows.name} title={draft.name}>
                {draft.name}
              </Link>
              <Schedule draft={draft} />
            </td>
            <td data-column="begun" className={rows.muted}>
              from version {draft.based_on}
            </td>
            <td data-column="rules" className={rows.muted}>
              {formatPlural(draft.rule_count, 'rule')}
            </td>
            <td data-column="saved" className={rows.muted}>
              <RelativeTime at={draft.updated_at} /> by {draft.updated_by?.full_name ?? 'somebody who left'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Schedule({ draft: { publish_at, problem } }: { draft: ScoringDraft }) {
  if (problem !== null) {
    return (
      <span className={styles.refused}>
        <IconAlertTriangle size={14} aria-hidden /> Was not published: {problem}
      </span>
    )
  }
  if (publish_at === null) return null
  return (
    <span className={styles.scheduled}>
      <IconCalendarClock size={14} aria-hidden /> In force from {formatMoment(publish_at)} (
      {timeZoneWords(new Date(publish_at))})
    </span>
  )
}
