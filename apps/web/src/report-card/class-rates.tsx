import type { ReportCard } from '@leadglass/contracts/report-card.ts'
import { formatCount } from '../lib/format-count.ts'
import { percentText, rangeText } from '../lib/percent-text.ts'
import { ClassDot, classWords } from '../ui/score-chip.tsx'
import styles from './report-card.module.css'

type Props = { classes: ReportCard['classes'] }

/** Of the leads of each class, how many were won; the whisker is what chance alone allows. */
export function ClassRates({ classes }: Props) {
  const most = Math.max(0.05, ...classes.map(({ interval, rows }) => (rows > 0 ? interval.high : 0)))
  return (
    <section aria-labelledby="classes-heading" className={styles.section}>
      <h2 id="classes-heading">How many of each class were won</h2>
      <table className={styles.rates}>
        <thead className={styles.spoken}>
          <tr>
            <th scope="col">Class</th>
            <th scope="col">Won</th>
            <th scope="col">Share</th>
          </tr>
        </thead>
        <tbody>
          {classes.map((each) => (
            <tr key={each.classification}>
              <th scope="row">
                <ClassDot classification={each.classification} /> {classWords[each.classification]}
              </th>
              <td className={styles.share}>
                <b>{each.rate === null ? '—' : percentText(each.rate)}</b>
                <small>
                  {each.rows === 0
                    ? 'no lead'
                    : `${formatCount(each.won)} of ${formatCount(each.rows)}, ${rangeText(each.interval)}`}
                </small>
              </td>
              <td className={styles.barCell}>
                <RateBar of={each} most={most} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.muted}>
        The line over each bar is the 95 % interval: the share could lie anywhere in it. Classes whose lines
        overlap may be equal.
      </p>
    </section>
  )
}

function RateBar({ of, most }: { of: ReportCard['classes'][number]; most: number }) {
  if (of.rate === null) return null
  const width = (share: number) => `${(100 * share) / most}%`
  const { low, high } = of.interval
  return (
    <div className={styles.rateBar} aria-hidden>
      <i data-class={of.classification} style={{ width: width(of.rate) }} />
      <span style={{ left: width(low), width: width(high - low) }} />
    </div>
  )
}
