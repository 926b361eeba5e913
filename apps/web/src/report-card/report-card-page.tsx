import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { ApiError } from '../api/api-error.ts'
import { ErrorState } from '../ui/error-state.tsx'
import { PageBar } from '../ui/page-bar.tsx'
import { SkeletonRows } from '../ui/skeleton-rows.tsx'
import { CardFilters } from './card-filters.tsx'
import { CardHeadline } from './card-headline.tsx'
import { CardSections } from './card-sections.tsx'
import { FalseHots } from './false-hots.tsx'
import { HowMeasured } from './how-measured.tsx'
import { NotEnough } from './not-enough.tsx'
import styles from './report-card.module.css'
import type { ReportCardFilters } from './report-card-filters.ts'
import { reportCardQuery } from './report-card-queries.ts'
import { ReportCardTabs } from './report-card-tabs.tsx'
import { VerdictCounts } from './verdict-counts.tsx'

/** How much the score is worth, on leads that it had not seen; for everybody who works by it. */
export function ReportCardPage() {
  const filters = useSearch({ from: '/signed-in/report-card' })
  const navigate = useNavigate({ from: '/report-card' })
  const card = useQuery({ ...reportCardQuery(filters), placeholderData: keepPreviousData })
  const { data, error } = card
  const change = (change: ReportCardFilters) =>
    void navigate({ search: (former) => ({ ...former, ...change }), replace: true })
  const clear = () => void navigate({ search: {}, replace: true })
  return (
    <>
      <PageBar title="Report card" count={data && `version ${data.version}`}>
        <ReportCardTabs open={data?.verdicts.open} />
      </PageBar>
      <CardFilters
        filters={filters}
        isLearned={data !== undefined && data.learned_number !== null}
        onChange={change}
        onClear={clear}
      />
      {data === undefined && error && (
        <ErrorState
          message={error.message}
          requestId={error instanceof ApiError ? error.requestId : null}
          onRetry={() => void card.refetch()}
        />
      )}
      {data === undefined && !error && <SkeletonRows count={10} />}
      {data && (
        <div className={styles.page} data-stale={card.isPlaceholderData || undefined}>
          <CardHeadline card={data} />
          {data.enough ? (
            <CardSections card={data} />
          ) : (
            <NotEnough card={data} isFiltered={Object.keys(filters).length > 0} onClear={clear} />
          )}
          <div className={styles.pair}>
            <FalseHots leads={data.false_hots} />
            <VerdictCounts verdicts={data.verdicts} />
          </div>
          <HowMeasured card={data} />
        </div>
      )}
    </>
  )
}
