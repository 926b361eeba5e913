import type { MyLead } from '@leadglass/contracts/assignments.ts'
import { IconCircleCheck, IconFilterOff, IconTargetArrow } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { ApiError } from '../api/api-error.ts'
import { formatPlural } from '../lib/format-count.ts'
import rows from '../ui/data-rows.module.css'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { classWords } from '../ui/score-chip.tsx'
import { SkeletonRows } from '../ui/skeleton-rows.tsx'
import { VirtualRows } from '../ui/virtual-rows.tsx'
import { type MyLeadsList as Filters, myLeadsQuery } from './assignment-queries.ts'
import styles from './assignments.module.css'
import { MyLeadRow, MyLeadsHeader } from './my-lead-row.tsx'

// The dialog brings the library's modal; the list does not wait for it.
const CompleteDialog = lazy(async () => ({ default: (await import('./complete-dialog.tsx')).CompleteDialog }))

type Props = { filters: Filters; onShowAll: () => void }

/** The own leads by score, or those of before. */
export function MyLeadsList({ filters, onShowAll }: Props) {
  const list = useInfiniteQuery({ ...myLeadsQuery(filters), placeholderData: keepPreviousData })
  const [completing, setCompleting] = useState<MyLead | null>(null)
  const isActive = filters.status === 'active'

  if (list.data === undefined) {
    if (list.error === null) return <SkeletonRows />
    const requestId = list.error instanceof ApiError ? list.error.requestId : null
    return (
      <ErrorState message={list.error.message} requestId={requestId} onRetry={() => void list.refetch()} />
    )
  }
  const [firstPage] = list.data.pages
  const leads = list.data.pages.flatMap((page) => page.items)
  if (firstPage === undefined || leads.length === 0) {
    return <NoOwnLeads filters={filters} onShowAll={onShowAll} />
  }
  return (
    <>
      <table className={`${rows.table} ${styles.mine}`} data-stale={list.isPlaceholderData || undefined}>
        <MyLeadsHeader />
        <VirtualRows
          rows={leads}
          keyOf={(lead) => lead.assignment_id}
          estimatedHeight={53}
          rowClassName={styles.myRow}
          onEnd={list.hasNextPage && !list.isFetchingNextPage ? () => void list.fetchNextPage() : null}
          onKey={(key, lead) => key === 'e' && isActive && setCompleting(lead)}
          renderRow={(lead) => (
            <MyLeadRow lead={lead} onComplete={isActive ? () => setCompleting(lead) : null} />
          )}
        />
      </table>
      <footer className={rows.footer}>
        {formatPlural(firstPage.total, 'lead', 'leads', firstPage.total_capped)}
        <span className={styles.keys}>J/K move · Enter opens{isActive && ' · E completes'}</span>
      </footer>
      {completing && (
        <Suspense fallback={null}>
          <CompleteDialog lead={completing} onClose={() => setCompleting(null)} />
        </Suspense>
      )}
    </>
  )
}

function NoOwnLeads({ filters, onShowAll }: Props) {
  if (filters.classification !== undefined) {
    const word = classWords[filters.classification].toLowerCase()
    return (
      <EmptyState
        icon={IconFilterOff}
        title={`None of these leads is ${word}`}
        action={
          <button type="button" className={styles.textButton} onClick={onShowAll}>
            Drop the class filter
          </button>
        }
      />
    )
  }
  if (filters.status === 'completed') {
    return (
      <EmptyState icon={IconCircleCheck} title="Nothing completed yet">
        Leads that you complete are kept here.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={IconTargetArrow} title="No leads in your hands">
      A manager assigns leads to you; the bell rings when that happens. Leads that you create are yours as
      well.
    </EmptyState>
  )
}
