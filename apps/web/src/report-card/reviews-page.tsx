import type { ReviewItem } from '@leadglass/contracts/verdicts.ts'
import { Button } from '@mantine/core'
import { IconMessageCheck } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiError } from '../api/api-error.ts'
import { formatPlural } from '../lib/format-count.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { PageBar } from '../ui/page-bar.tsx'
import { SkeletonRows } from '../ui/skeleton-rows.tsx'
import { ViewTabs } from '../ui/view-tabs.tsx'
import styles from './report-card.module.css'
import { reviewsQuery } from './report-card-queries.ts'
import { ReportCardTabs } from './report-card-tabs.tsx'
import { ReviewDialog } from './review-dialog.tsx'
import type { ReviewFilters } from './review-filters.ts'
import { ReviewList } from './review-list.tsx'

const stateTabs = [
  { value: 'open', label: 'Open' },
  { value: 'reviewed', label: 'Reviewed' },
  { value: 'all', label: 'All' },
] as const
const verdictTabs = [
  { value: 'wrong', label: 'Too high or low' },
  { value: 'too_high', label: 'Too high' },
  { value: 'too_low', label: 'Too low' },
  { value: 'right', label: 'Right' },
] as const

/** Verdicts that somebody should look at: what the score got wrong, in the words of who knows the lead. */
export function ReviewsPage() {
  const filters = useSearch({ from: '/signed-in/report-card/reviews' })
  const navigate = useNavigate({ from: '/report-card/reviews' })
  const list = useInfiniteQuery(reviewsQuery(filters))
  const [reviewed, setReviewed] = useState<ReviewItem | null>(null)
  const change = (change: ReviewFilters) =>
    void navigate({ search: (former) => ({ ...former, ...change }), replace: true })
  const total = list.data?.pages[0]?.total
  return (
    <>
      <PageBar title="Verdicts to review" count={total !== undefined && formatPlural(total, 'verdict')}>
        <ReportCardTabs />
      </PageBar>
      <div className={styles.filters}>
        <ViewTabs
          label="State"
          tabs={stateTabs}
          value={filters.state ?? 'open'}
          onChange={(state) => change({ state: state === 'open' ? undefined : state })}
        />
        <ViewTabs
          label="Verdict"
          tabs={verdictTabs}
          value={filters.verdict ?? 'wrong'}
          onChange={(verdict) => change({ verdict: verdict === 'wrong' ? undefined : verdict })}
        />
      </div>
      <Reviews list={list} filters={filters} onReview={setReviewed} onAll={() => change({ state: 'all' })} />
      {reviewed && <ReviewDialog item={reviewed} onClose={() => setReviewed(null)} />}
    </>
  )
}

type ListProps = {
  list: ReturnType<typeof useReviews>
  filters: ReviewFilters
  onReview: (item: ReviewItem) => void
  onAll: () => void
}

const useReviews = (filters: ReviewFilters) => useInfiniteQuery(reviewsQuery(filters))

function Reviews({ list, filters, onReview, onAll }: ListProps) {
  if (list.data === undefined) {
    if (list.error === null) return <SkeletonRows />
    const requestId = list.error instanceof ApiError ? list.error.requestId : null
    return (
      <ErrorState message={list.error.message} requestId={requestId} onRetry={() => void list.refetch()} />
    )
  }
  const items = list.data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <NoVerdicts filters={filters} onAll={onAll} />
  return (
    <>
      <ReviewList items={items} onReview={onReview} />
      {list.hasNextPage && (
        <div className={styles.below}>
          <Button
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            Show older
          </Button>
        </div>
      )}
    </>
  )
}

function NoVerdicts({ filters, onAll }: { filters: ReviewFilters; onAll: () => void }) {
  const isOpen = filters.state === undefined && filters.verdict !== 'right'
  const all = (
    <Button variant="default" onClick={onAll}>
      Show reviewed ones too
    </Button>
  )
  return (
    <EmptyState
      icon={IconMessageCheck}
      title={isOpen ? 'Nothing to review' : 'No verdict matches'}
      action={filters.state !== 'all' && all}
    >
      Whoever works a lead can say on its page that the score is too high or too low. Those verdicts wait here
      until somebody says what came of them.
    </EmptyState>
  )
}
