import type { ReportCard } from '@leadglass/contracts/report-card.ts'
import { formatCount } from '../lib/format-count.ts'
import { formatDay } from '../lib/format-date.ts'
import { percentText } from '../lib/percent-text.ts'
import { WideBox } from '../ui/wide-box.tsx'
import styles from './report-card.module.css'

type Span = ReportCard['by_time'][number]

/** Whether it holds over time: hot beside the rest, span by span. */
export function ByTime({ spans }: { spans: readonly Span[] }) {
  if (spans.length === 0) return null
  const most = Math.max(0.05, ...spans.flatMap(({ hot_rate, rest_rate }) => [hot_rate ?? 0, rest_rate ?? 0]))
  return (
    <section aria-labelledby="time-heading" className={styles.section}>
      <h2 id="time-heading">Over time</h2>
      <p>{timeSentence(spans)}</p>
      <WideBox label="Win rates over time">
        <table className={styles.spans}>
          <thead>
            <tr>
              <th scope="col">Closed</th>
              <th scope="col">Leads</th>
              <th scope="col">Hot ones won</th>
              <th scope="col">Of the rest</th>
              <th scope="col">Ranks right in</th>
            </tr>
          </thead>
          <tbody>
            {spans.map((span) => (
              <tr key={span.from}>
                <th scope="row">{spanWords(span)}</th>
                <td>
                  {formatCount(span.rows)} <small>{formatCount(span.won)} won</small>
                </td>
                <td>
                  <Rate share={span.hot_rate} most={most} look="hot" />
                </td>
                <td>
                  <Rate share={span.rest_rate} most={most} look="rest" />
                </td>
                <td>{span.auc === null ? '—' : `${Math.round(100 * span.auc)} of 100`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideBox>
    </section>
  )
}

function Rate({ share, most, look }: { share: number | null; most: number; look: 'hot' | 'rest' }) {
  if (share === null) return <span className={styles.muted}>none</span>
  return (
    <span className={styles.rate}>
      <span>{percentText(share)}</span>
      <i data-look={look} style={{ width: `${(60 * share) / most}px` }} aria-hidden />
    </span>
  )
}

export function timeSentence(spans: readonly Span[]): string {
  const compared = spans.filter(({ hot_rate, rest_rate }) => hot_rate !== null && rest_rate !== null)
  const ahead = compared.filter(({ hot_rate, rest_rate }) => (hot_rate ?? 0) > (rest_rate ?? 0)).length
  if (compared.length === 0) return 'No span has both hot leads and others to compare.'
  if (ahead === compared.length)
    return `Hot leads were won more often than the rest in each of ${ahead} spans.`
  return `Hot leads were won more often than the rest in ${ahead} of ${compared.length} spans.`
}

function spanWords({ from, to }: Span): string {
  const [first, last] = [formatDay(from), formatDay(to)]
  if (first === last) return first
  const [firstYear, lastYear] = [first.slice(-6), last.slice(-6)]
  return `${firstYear === lastYear ? first.slice(0, -6) : first} – ${last}`
}
