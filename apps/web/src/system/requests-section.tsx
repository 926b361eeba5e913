import type { RequestCounts, SystemStatus } from '@leadglass/contracts/system.ts'
import { lazy, Suspense, useState } from 'react'
import { ViewTabs } from '../ui/view-tabs.tsx'
import styles from './system.module.css'

// The chart library is the largest part of this page: everything else stands before it has come.
const RequestCharts = lazy(async () => ({
  default: (await import('./request-charts.tsx')).RequestCharts,
}))

const spans = [
  { value: 'minutes', label: 'Last hour' },
  { value: 'hours', label: 'Last 24 hours' },
] as const
type Span = (typeof spans)[number]['value']

export function RequestsSection({ requests }: { requests: SystemStatus['requests'] }) {
  const [span, setSpan] = useState<Span>('minutes')
  const counts: readonly RequestCounts[] = requests[span]
  return (
    <section className={styles.section} aria-labelledby="requests-heading">
      <header className={styles.sectionHead}>
        <h2 id="requests-heading" className={styles.heading}>
          Requests
        </h2>
        <ViewTabs label="Period" tabs={spans} value={span} onChange={setSpan} />
      </header>
      <Suspense fallback={<div className={styles.chartSpace} aria-busy />}>
        <RequestCharts counts={counts} />
      </Suspense>
    </section>
  )
}
