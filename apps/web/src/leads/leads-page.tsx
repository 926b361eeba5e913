import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiError } from '../api/api-error.ts'
import { useCurrentUser } from '../api/session.ts'
import { ExportButton } from '../imports/export-button.tsx'
import { downloadLeads } from '../imports/export-leads.ts'
import { formatPlural } from '../lib/format-count.ts'
import { ClassFilter } from '../ui/class-filter.tsx'
import rows from '../ui/data-rows.module.css'
import { ErrorState } from '../ui/error-state.tsx'
import { FilterChips } from '../ui/filter-chips.tsx'
import filterStyles from '../ui/filters.module.css'
import { PageBar } from '../ui/page-bar.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { SkeletonRows } from '../ui/skeleton-rows.tsx'
import { repsQuery } from '../users/user-queries.ts'
import { CreateLeadDialog } from './create-lead-dialog.tsx'
import { FilterMenu } from './filter-menu.tsx'
import { filterWords } from './filter-words.ts'
import { activeFilters, type LeadFilterName, type LeadFilters } from './lead-filters.ts'
import { leadCountsQuery, leadsQuery } from './lead-queries.ts'
import { LeadTable } from './lead-table.tsx'
import { NoLeads } from './no-leads.tsx'

export function LeadsPage() {
  const filters = useSearch({ from: '/signed-in/leads' })
  const navigate = useNavigate({ from: '/leads' })
  const isManager = useCurrentUser().role !== 'sales_rep'
  const list = useLeadList(filters)
  const counts = useQuery(leadCountsQuery())
  const reps = useQuery({ ...repsQuery(), enabled: isManager && filters.owner_id !== undefined })
  const [isCreating, setIsCreating] = useState(false)
  useHotkeys([['c', () => setIsCreating(true)]])

  const change = (change: LeadFilters) =>
    void navigate({ search: (former) => ({ ...former, ...change }), replace: true, resetScroll: true })
  const ownerName = reps.data?.find((rep) => rep.id === filters.owner_id)?.full_name
  const shared = {
    chips: activeFilters(filters).map((name) => ({ name, words: filterWords(name, filters, ownerName) })),
    onDrop: (name: LeadFilterName) => change({ [name]: undefined }),
  }
  const newLead = (
    <Button key="new" leftSection={<IconPlus size={14} />} onClick={() => setIsCreating(true)}>
      New lead
    </Button>
  )

  return (
    <>
      <PageBar
        title="Leads"
        actions={[<ExportButton key="export" download={() => downloadLeads(filters)} />, newLead]}
      >
        <div className={filterStyles.bar}>
          <SearchField
            className={filterStyles.search}
            placeholder="Search leads"
            value={filters.search ?? ''}
            onChange={(search) => change({ search: search || undefined })}
          />
          <FilterMenu filters={filters} canPickOwner={isManager} onChange={change} />
          <ClassFilter
            value={filters.classification}
            counts={counts.data ?? {}}
            onChange={(classification) => change({ classification })}
          />
        </div>
        <FilterChips
          {...shared}
          onClear={() => void navigate({ search: ({ sort, order }) => ({ sort, order }), replace: true })}
        />
      </PageBar>
      <LeadList list={list} sorting={filters} onSort={({ sort, order }) => change({ sort, order })}>
        <NoLeads {...shared} firstStep={newLead} />
      </LeadList>
      {isCreating && <CreateLeadDialog canPickOwner={isManager} onClose={() => setIsCreating(false)} />}
    </>
  )
}

type ListProps = {
  list: ReturnType<typeof useLeadList>
  sorting: LeadFilters
  onSort: (sorting: LeadFilters) => void
  children: React.ReactNode
}

function useLeadList(filters: LeadFilters) {
  return useInfiniteQuery({ ...leadsQuery(filters), placeholderData: keepPreviousData })
}

function LeadList({ list, sorting, onSort, children }: ListProps) {
  if (list.data === undefined) {
    if (list.error === null) return <SkeletonRows />
    const requestId = list.error instanceof ApiError ? list.error.requestId : null
    return (
      <ErrorState message={list.error.message} requestId={requestId} onRetry={() => void list.refetch()} />
    )
  }
  const [firstPage] = list.data.pages
  const leads = list.data.pages.flatMap((page) => page.items)
  if (firstPage === undefined || leads.length === 0) return children
  const { total, total_capped } = firstPage
  return (
    <>
      <LeadTable
        leads={leads}
        total={total}
        sorting={sorting}
        onSort={onSort}
        isStale={list.isPlaceholderData}
        onEnd={list.hasNextPage && !list.isFetchingNextPage ? () => void list.fetchNextPage() : null}
      />
      <footer className={rows.footer} aria-live="polite">
        {formatPlural(total, 'lead', 'leads', total_capped)}
        {list.isFetchingNextPage && <span>Loading more…</span>}
      </footer>
    </>
  )
}
