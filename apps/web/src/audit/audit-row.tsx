import type { AuditLog } from '@leadglass/contracts/audit.ts'
import { IconAlertTriangle, IconChevronRight, IconTerminal2, IconUserQuestion } from '@tabler/icons-react'
import rows from '../ui/data-rows.module.css'
import { PersonAvatar } from '../ui/person-avatar.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import styles from './audit.module.css'
import { AuditDetail } from './audit-detail.tsx'
import type { AuditFilters } from './audit-filters.ts'
import { isAlarm, sentenceOf } from './audit-sentence.ts'
import { kindWords } from './audit-words.ts'

export type AuditRowProps = {
  entry: AuditLog
  isOpen: boolean
  names: ReadonlyMap<string, string>
  onToggle: () => void
  onNarrow: (filters: AuditFilters) => void
}

/** One entry in one sentence; a click opens what it holds. */
export function AuditRow({ entry, isOpen, names, onToggle, onNarrow }: AuditRowProps) {
  const detailId = `audit-${entry.id}`
  const sentence = sentenceOf(entry)
  const text = sentence.map((part) => (typeof part === 'string' ? part : part.name)).join('')
  return (
    <>
      <td data-column="when" className={rows.muted}>
        <RelativeTime at={entry.created_at} />
      </td>
      <td data-column="what">
        <button
          type="button"
          className={`${rows.name} ${styles.open}`}
          aria-expanded={isOpen}
          aria-controls={isOpen ? detailId : undefined}
          title={text}
          onClick={onToggle}
        >
          <Mark entry={entry} />
          <span className={styles.sentence}>
            {sentence.map(
              (part, index) =>
                // biome-ignore-start lint/suspicious/noArrayIndexKey: the parts of a sentence never move
                typeof part === 'string' ? <span key={index}>{part}</span> : <b key={index}>{part.name}</b>,
              // biome-ignore-end lint/suspicious/noArrayIndexKey: the parts of a sentence never move
            )}
          </span>
        </button>
      </td>
      <td data-column="kind" className={rows.muted}>
        {entry.entity_type && kindWords[entry.entity_type]}
      </td>
      <td data-column="address" className={rows.muted}>
        {entry.ip}
      </td>
      <td data-column="more" aria-hidden>
        <IconChevronRight size={14} className={styles.chevron} data-open={isOpen || undefined} />
      </td>
      {isOpen && (
        <td data-column="detail" id={detailId} className={rows.above}>
          <AuditDetail entry={entry} names={names} onNarrow={onNarrow} />
        </td>
      )}
    </>
  )
}

function Mark({ entry }: { entry: AuditLog }) {
  const icon = { size: 18, stroke: 1.5, 'aria-hidden': true } as const
  if (isAlarm(entry.action)) return <IconAlertTriangle {...icon} className={styles.alarm} />
  if (entry.actor) return <PersonAvatar name={entry.actor.full_name} />
  return entry.ip === null ? <IconTerminal2 {...icon} /> : <IconUserQuestion {...icon} />
}
