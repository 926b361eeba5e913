import type { SystemStatus } from '@leadglass/contracts/system.ts'
import { formatMoment } from '../lib/format-date.ts'
import { formatSeconds } from '../lib/format-duration.ts'
import styles from './system.module.css'

/** Times without the database. */
export function OutagesList({ outages }: { outages: SystemStatus['outages'] }) {
  return (
    <section className={styles.section} aria-labelledby="outages-heading">
      <h2 id="outages-heading" className={styles.heading}>
        Database outages
      </h2>
      {outages.length === 0 && <p className={styles.nothing}>None has been seen.</p>}
      <ol className={styles.list}>
        {outages.map((outage) => (
          <li
            key={outage.started_at}
            className={styles.listRow}
            data-bad={outage.ended_at === null || undefined}
          >
            <span className={styles.route}>{outage.error_type.replaceAll('_', ' ')}</span>
            <span className={styles.duration}>{formatSeconds(outage.seconds)}</span>
            <span className={styles.quiet}>
              {formatMoment(outage.started_at)}
              {outage.ended_at === null && ' · going on'}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
