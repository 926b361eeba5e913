import type { Assignment } from '@leadglass/contracts/assignments.ts'
import { Skeleton } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { formatDay } from '../lib/format-date.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { LongText } from '../ui/long-text.tsx'
import { PersonAvatar } from '../ui/person-avatar.tsx'
import { leadAssignmentsQuery } from './assignment-queries.ts'
import styles from './lead-owners-list.module.css'

const statusWords: Record<Assignment['status'], string> = {
  active: 'Active',
  completed: 'Completed',
  transferred: 'Handed over',
  unassigned: 'Taken back',
}

/** The chain of those who had the lead in hand, newest first. */
export function LeadOwnersList({ leadId }: { leadId: string }) {
  const { data, error, refetch } = useQuery(leadAssignmentsQuery(leadId))
  if (data === undefined) {
    if (error === null) return <Skeleton height={64} mt={16} />
    return <ErrorState message={error.message} onRetry={() => void refetch()} />
  }
  if (data.items.length === 0) {
    return (
      <EmptyState icon={IconUsers} title="Never assigned">
        Once a manager assigns the lead, everybody who works on it is listed here.
      </EmptyState>
    )
  }
  return (
    <ol className={styles.list}>
      {data.items.map((assignment) => (
        <li key={assignment.id} className={styles.item}>
          <PersonAvatar name={assignment.user.full_name} size={28} />
          <div className={styles.body}>
            <div className={styles.line}>
              <span className={styles.name}>{assignment.user.full_name}</span>
              {!assignment.is_primary && <span className={styles.muted}>helps</span>}
              <span className={styles.status} data-active={assignment.status === 'active' || undefined}>
                {statusWords[assignment.status]}
              </span>
            </div>
            <div className={styles.muted}>{spanOf(assignment)}</div>
            {assignment.notes && <LongText text={assignment.notes} />}
          </div>
        </li>
      ))}
    </ol>
  )
}

function spanOf({ assigned_at, ended_at, assigned_by }: Assignment): string {
  const by = assigned_by ? ` · assigned by ${assigned_by.full_name}` : ''
  const until = ended_at === null ? 'since ' : ''
  const span =
    ended_at === null ? formatDay(assigned_at) : `${formatDay(assigned_at)} – ${formatDay(ended_at)}`
  return `${until}${span}${by}`
}
