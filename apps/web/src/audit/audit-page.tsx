import { Button } from '@mantine/core'
import { IconFilterOff, IconHistory } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import { ApiError } from '../api/api-error.ts'
import { ExportButton } from '../imports/export-button.tsx'
import { formatPlural } from '../lib/format-count.ts'
import rows from '../ui/data-rows.module.css'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { FilterChips } from '../ui/filter-chips.tsx'
import filterStyles from '../ui/filters.module.css'
import { PageBar } from '../ui/page-bar.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { SkeletonRows } from '../ui/skeleton-rows.tsx'
import { AuditFilterMenu } from './audit-filter-menu.tsx'
import { type AuditFilters, activeFilters } from './audit-filters.ts'
import { auditLogsQuery, downloadAuditLog, peopleQuery } from './audit-queries.ts'
import { AuditTable } from './audit-table.tsx'
import { filterWords } from './audit-words.ts'

/** Who did what, when and from where; for administrators (R066). */
export function AuditPage() {
  const filters = useSearch({ from: '/signed-in/audit' })
  const navigate = useNavigate({ from: '/audit' })
  const list = useAuditList(filters)
  const people = useQuery(peopleQuery()).data ?? []
  const names = useMemo(() => new Map(people.map(({ id, full_name }) => [id, full_name])), [people])
  const change = (change: AuditFilters) =>
    void navigate({ search: (former) => ({ ...former, ...change }), replace: true, resetScroll: true })
  const clear = () => void navigate({ search: {}, replace: true })

  return (
    <>
      <PageBar title="Audit log" actions={<ExportButton download={() => downloadAuditLog(filters)} />}>
        <div className={filterStyles.bar}>
          <SearchField
            className={filterStyles.search}
            placeholder="Search names"
            value={filters.search ?? ''}
            onChange={(search) => change({ search: search || undefined })}
          />
          <AuditFilterMenu filters={filters} people={people} onChange={change} />
        </div>
        <FilterChips
          chips={activeFilters(filters).map((name) => ({ name, words: filterWords(name, filters, names) }))}
          onDrop={(name) => change({ [name]: undefined })}
          onClear={clear}
        />
      </PageBar>
      <AuditList list={list} names={names} onNarrow={(narrower) => void navigate({ search: narrower })}>
        <NoEntries isFiltered={activeFilters(filters).length > 0} onClear={clear} />
      </AuditList>
    </>
  )
}

function useAuditList(filters: AuditFilters) {
  return useInfiniteQuery({ ...auditLogsQuery(filters), placeholderData: keepPreviousData })
}

type ListProps = {
  list: ReturnType<typeof useAuditList>
  names: ReadonlyMap<string, string>
  onNarrow: (filters: AuditFilters) => void
  children: ReactNode
}

function AuditList({ list, names, onNarrow, children }: ListProps) {
  if (list.data === undefined) {
    if (list.error === null) return <SkeletonRows />
    const requestId = list.error instanceof ApiError ? list.error.requestId : null
    return (
      <ErrorState message={list.error.message} requestId={requestId} onRetry={() => void list.refetch()} />
    )
  }
  const [firstPage] = list.data.pages
  const entries = list.data.pages.flatMap((page) => page.items)
  if (firstPage === undefined || entries.length === 0) return children
  return (
    <>
      <AuditTable
        entries={entries}
        names={names}
        isStale={list.isPlaceholderData}
        onEnd={list.hasNextPage && !list.isFetchingNextPage ? () => void list.fetchNextPage() : null}
        onNarrow={onNarrow}
      />
      <footer className={rows.footer} aria-live="polite">
        {formatPlural(firstPage.total, 'entry', 'entries', firstPage.total_capped)}
        {list.isFetchingNextPage && <span>Loading more…</span>}
      </footer>
    </>
  )
}

function NoEntries({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  if (!isFiltered) {
    return (
      <EmptyState icon={IconHistory} title="Nothing has happened yet">
        Sign-ins, refusals and every change show here as they happen.
      </EmptyState>
    )
  }
  const all = (
    <Button variant="default" onClick={onClear}>
      Show everything
    </Button>
  )
  return (
    <EmptyState icon={IconFilterOff} title="No entry matches" action={all}>
      Drop one of the filters above to see more.
    </EmptyState>
  )
}
