import type { AuditLog } from '@leadglass/contracts/audit.ts'
import { CopyButton } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { paths } from '../app/paths.ts'
import { formatMoment } from '../lib/format-date.ts'
import styles from './audit.module.css'
import type { AuditFilters } from './audit-filters.ts'
import { fieldWord, valueWord } from './audit-words.ts'

type Props = {
  entry: AuditLog
  /** Names of people by id. */
  names: ReadonlyMap<string, string>
  onNarrow: (filters: AuditFilters) => void
}

/** Everything an entry holds: what changed, and who did it from where. */
export function AuditDetail({ entry, names, onNarrow }: Props) {
  return (
    <div className={styles.detail}>
      <Changes entry={entry} names={names} />
      <dl className={styles.facts}>
        <Fact term="When">
          {formatMoment(entry.created_at)}
          <span className={styles.exact}>{entry.created_at}</span>
        </Fact>
        {entry.ip && (
          <Fact term="Address">
            <code>{entry.ip}</code>
          </Fact>
        )}
        {entry.user_agent && <Fact term="Browser">{entry.user_agent}</Fact>}
        {entry.request_id && (
          <Fact term="Request">
            <RequestId id={entry.request_id} />
          </Fact>
        )}
      </dl>
      <Ways entry={entry} onNarrow={onNarrow} />
    </div>
  )
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Ids of what has its name beside it. */
const beside = new Set(['rep_id', 'lead_id', 'user_id'])

function Changes({ entry: { before, after, actor }, names }: Omit<Props, 'onNarrow'>) {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].filter(
    (field) => !beside.has(field) || (field === 'rep_id' && !(before?.rep || after?.rep)),
  )
  if (fields.length === 0) return null
  const known = actor ? new Map([...names, [actor.id, actor.full_name]]) : names
  const isChange = before !== null && after !== null && fields.some((field) => field in before)
  return (
    <table className={styles.changes} data-columns={isChange ? 3 : 2}>
      <thead>
        <tr>
          <th>Field</th>
          {isChange && <th>Before</th>}
          <th>{isChange ? 'After' : before ? 'Was' : 'Value'}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field}>
            <th scope="row">{fieldWord(field)}</th>
            {isChange && <td data-label="Before">{valueWord(field, before?.[field], known)}</td>}
            <td data-label={isChange ? 'After' : undefined}>
              {valueWord(
                field,
                after && field in after ? after[field] : isChange ? null : before?.[field],
                known,
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function RequestId({ id }: { id: string }) {
  return (
    <CopyButton value={id}>
      {({ copied, copy }) => (
        <button
          type="button"
          className={styles.copy}
          onClick={copy}
          aria-label={`${id}, copy the request id`}
        >
          <code>{id}</code>
          {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
        </button>
      )}
    </CopyButton>
  )
}

/** From here to the lead, or to more of the same. */
function Ways({ entry, onNarrow }: Omit<Props, 'names'>) {
  const { actor, entity_type, entity_id, entity_name, before, after, action } = entry
  const ofEntry = entity_type === 'lead' && action !== 'lead_deleted' ? entity_id : null
  const leadId = ofEntry ?? after?.lead_id ?? before?.lead_id
  return (
    <div className={styles.ways}>
      {typeof leadId === 'string' && <Link to={paths.lead(leadId)}>Open the lead</Link>}
      {actor && (
        <button type="button" onClick={() => onNarrow({ actor_id: actor.id })}>
          Everything by {actor.full_name}
        </button>
      )}
      {entity_id && entity_type !== 'session' && (
        <button type="button" onClick={() => onNarrow({ entity_id })}>
          Everything about{' '}
          {entity_type === 'lead' || entity_type === 'user' ? entity_name : `this ${entity_type}`}
        </button>
      )}
    </div>
  )
}
