import type { TeamMember } from '@leadglass/contracts/assignments.ts'
import { IconUsersGroup } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ApiError } from '../api/api-error.ts'
import { paths } from '../app/paths.ts'
import { formatCount, formatPlural } from '../lib/format-count.ts'
import rows from '../ui/data-rows.module.css'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { PageBar } from '../ui/page-bar.tsx'
import { PersonAvatar } from '../ui/person-avatar.tsx'
import { SkeletonRows } from '../ui/skeleton-rows.tsx'
import { TableHead } from '../ui/table-head.tsx'
import { teamQuery } from './assignment-queries.ts'
import styles from './assignments.module.css'
import { LoadBar } from './load-bar.tsx'

const columns = ['Rep', 'Active leads', 'Load', 'Completed'] as const

/** Who has how much in their hands, and how hot it is. */
export function TeamPage() {
  const team = useQuery(teamQuery())
  const members = team.data?.items ?? []
  const busiest = Math.max(1, ...members.map((member) => member.active))
  return (
    <>
      <PageBar title="Team" count={team.data && formatPlural(members.length, 'rep')} />
      {team.isPending && <SkeletonRows count={6} />}
      {team.data === undefined && team.error && (
        <ErrorState
          message={team.error.message}
          requestId={team.error instanceof ApiError ? team.error.requestId : null}
          onRetry={() => void team.refetch()}
        />
      )}
      {team.data && members.length === 0 && (
        <EmptyState icon={IconUsersGroup} title="No reps yet">
          An administrator creates users with the role “Sales rep”.
        </EmptyState>
      )}
      {members.length > 0 && (
        <table className={`${rows.table} ${styles.team}`}>
          <TableHead columns={columns} />
          <tbody>
            {members.map((member) => (
              <TeamRow key={member.user.id} member={member} busiest={busiest} />
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}

function TeamRow({ member, busiest }: { member: TeamMember; busiest: number }) {
  const { user, active, completed } = member
  return (
    <tr className={`${rows.row} ${styles.teamRow}`}>
      <td data-column="rep">
        <span className={rows.lead}>
          <PersonAvatar name={user.full_name} size={24} />
          <Link to={paths.leads} search={{ owner_id: user.id }} className={rows.name}>
            {user.full_name}
          </Link>
          {!user.is_active && <span className={styles.tag}>inactive</span>}
        </span>
      </td>
      <td data-column="active leads" className={rows.end}>
        {formatCount(active)}
      </td>
      <td data-column="load">
        <LoadBar member={member} busiest={busiest} />
      </td>
      <td data-column="completed" className={`${rows.end} ${rows.muted}`}>
        {formatCount(completed)}
      </td>
    </tr>
  )
}
