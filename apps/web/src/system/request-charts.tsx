import '@mantine/core/styles/ColorSwatch.css'
import '@mantine/charts/styles.css'
import type { RequestCounts } from '@leadglass/contracts/system.ts'
import { BarChart, LineChart } from '@mantine/charts'
import { formatCount } from '../lib/format-count.ts'
import styles from './system.module.css'

const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

const countSeries = [
  { name: 'fine', label: 'Answered', color: 'glass.5' },
  { name: 'client_errors', label: 'Refused (4xx)', color: 'var(--lg-cold-fill)' },
  { name: 'unavailable', label: 'Unavailable (503)', color: 'var(--lg-warm-fill)' },
  { name: 'failed', label: 'Failed (5xx)', color: 'var(--lg-hot-fill)' },
]
const timeSeries = [
  { name: 'average_ms', label: 'Average', color: 'glass.5' },
  { name: 'max_ms', label: 'Slowest', color: 'var(--lg-warm-fill)' },
]

/** How much was asked, how it was answered, and how long that took. */
export function RequestCharts({ counts }: { counts: readonly RequestCounts[] }) {
  const data = counts.map(({ at, requests, errors, client_errors, unavailable, average_ms, max_ms }) => ({
    at: clock.format(new Date(at)),
    fine: requests - errors - client_errors,
    client_errors,
    unavailable,
    failed: errors - unavailable,
    average_ms,
    // Nothing was asked: no time either.
    max_ms: requests === 0 ? null : max_ms,
  }))
  const common = { h: 180, data, dataKey: 'at', withLegend: true, tickLine: 'none', gridAxis: 'x' } as const
  return (
    <div className={styles.pair}>
      <figure className={styles.figure}>
        <figcaption className={styles.caption}>Answers</figcaption>
        <BarChart
          {...common}
          type="stacked"
          series={countSeries}
          valueFormatter={(count) => formatCount(count)}
        />
      </figure>
      <figure className={styles.figure}>
        <figcaption className={styles.caption}>Milliseconds</figcaption>
        <LineChart {...common} series={timeSeries} withDots={false} strokeWidth={1.5} connectNulls={false} />
      </figure>
    </div>
  )
}
