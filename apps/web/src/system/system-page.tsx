import '@mantine/core/styles/RingProgress.css'
import { useQuery } from '@tanstack/react-query'
import { ApiError } from '../api/api-error.ts'
import { ErrorState } from '../ui/error-state.tsx'
import { PageBar } from '../ui/page-bar.tsx'
import { SkeletonRows } from '../ui/skeleton-rows.tsx'
import { LoopsTable } from './loops-table.tsx'
import { OutagesList } from './outages-list.tsx'
import { RequestsSection } from './requests-section.tsx'
import { ServicesSection } from './services-section.tsx'
import { SlowRequests } from './slow-requests.tsx'
import styles from './system.module.css'
import { SystemHeadline } from './system-headline.tsx'
import { systemStatusQuery } from './system-queries.ts'
import { SystemTiles } from './system-tiles.tsx'
import { UptimeStrip } from './uptime-strip.tsx'

/** How the service is doing, for administrators; refreshes by itself and stays readable while the database is away. */
export function SystemPage() {
  const status = useQuery(systemStatusQuery())
  const { data, error } = status
  return (
    <>
      <PageBar title="System" count={data && `${data.environment} · ${data.version}`} />
      {status.isPending && <SkeletonRows count={10} />}
      {data === undefined && error && (
        <ErrorState
          message={error.message}
          requestId={error instanceof ApiError ? error.requestId : null}
          onRetry={() => void status.refetch()}
        />
      )}
      {data && (
        <div className={styles.page}>
          <SystemHeadline status={data} refreshError={error} />
          <SystemTiles status={data} />
          <RequestsSection requests={data.requests} />
          <UptimeStrip uptime={data.db_uptime} />
          <LoopsTable loops={data.loops} />
          <div className={styles.pair}>
            <SlowRequests requests={data.slow_requests} slowFromMs={data.slow_request_ms} />
            <OutagesList outages={data.outages} />
          </div>
          <ServicesSection status={data} />
        </div>
      )}
    </>
  )
}
