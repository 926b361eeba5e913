import type { LeadItem } from '@leadglass/contracts/leads.ts'
import { notifications } from '@mantine/notifications'
import { IconInbox } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ApiError } from '../api/api-error.ts'
import { paths } from '../app/paths.ts'
import { formatPlural } from '../lib/format-count.ts'
import rows from '../ui/data-rows.module.css'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { PageBar } from '../ui/page-bar.tsx'
import { PersonAvatar } from '../ui/person-avatar.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { ScoreChip } from '../ui/score-chip.tsx'
import { SkeletonRows } from '../ui/skeleton-rows.tsx'
import { TableHead } from '../ui/table-head.tsx'
import { VirtualRows } from '../ui/virtual-rows.tsx'
import { AssignMenu } from './assign-menu.tsx'
import { teamQuery, unassignedLeadsQuery, useAssignLead } from './assignment-queries.ts'
import styles from './assignments.module.css'

const columns = ['Lead', 'Score', 'Company', 'Source', 'Created', ''] as const

/** Open leads that nobody works on, the most promising on top, each with a rep one click away. */
export function UnassignedPage() {
  const list = useInfiniteQuery(unassignedLeadsQuery())
  const firstPage = list.data?.pages[0]
  const leads = list.data?.pages.flatMap((page) => page.items) ?? []

  return (
    <>
      <PageBar
        title="Unassigned"
        count={firstPage && formatPlural(firstPage.total, 'lead', 'leads', firstPage.total_capped)}
      />
      {list.isPending && <SkeletonRows />}
      {firstPage === undefined && list.error && (
        <ErrorState
          message={list.error.message}
          requestId={list.error instanceof ApiError ? list.error.requestId : null}
          onRetry={() => void list.refetch()}
        />
      )}
      {firstPage !== undefined && leads.length === 0 && (
        <EmptyState icon={IconInbox} title="Everybody is taken care of">
          Every open lead has somebody who works on it.
        </EmptyState>
      )}
      {leads.length > 0 && (
        <table className={`${rows.table} ${styles.unassigned}`}>
          <TableHead columns={columns} />
          <VirtualRows
            rows={leads}
            keyOf={(lead) => lead.id}
            estimatedHeight={42}
            onEnd={list.hasNextPage && !list.isFetchingNextPage ? () => void list.fetchNextPage() : null}
            renderRow={(lead) => <UnassignedRow lead={lead} />}
          />
        </table>
      )}
    </>
  )
}

function UnassignedRow({ lead }: { lead: LeadItem }) {
  const team = useQuery(teamQuery())
  const assign = useAssignLead()
  const assignTo = (rep: { id: string; full_name: string }) =>
    assign.mutate(
      { lead_id: lead.id, user_id: rep.id },
      {
        onSuccess: () => notifications.show({ message: `${lead.name} is now with ${rep.full_name}.` }),
        onError: (error) =>
          notifications.show({ color: 'red', title: 'Not assigned', message: error.message }),
      },
    )
  return (
    <>
      <td data-column="lead">
        <span className={rows.lead}>
          <PersonAvatar name={lead.name} size={22} />
          <Link to={paths.lead(lead.id)} className={rows.name}>
            {lead.name}
          </Link>
        </span>
      </td>
      <td data-column="score">
        <ScoreChip score={lead.current_score} classification={lead.classification} />
      </td>
      <td data-column="company">{lead.company ?? '—'}</td>
      <td data-column="source" className={rows.muted}>
        {lead.source}
      </td>
      <td data-column="created" className={rows.muted}>
        <RelativeTime at={lead.created_at} />
      </td>
      <td data-column="" className={rows.above}>
        <AssignMenu
          leadName={lead.name}
          team={team.data?.items ?? []}
          isBusy={assign.isPending}
          onPick={assignTo}
        />
      </td>
    </>
  )
}
