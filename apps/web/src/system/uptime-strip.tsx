import type { SystemStatus } from '@leadglass/contracts/system.ts'
import { formatDay } from '../lib/format-date.ts'
import styles from './system.module.css'

type Hour = SystemStatus['db_uptime']['hours'][number]

const clock = new Intl.DateTimeFormat('en', {
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** The last seven days of the database, one cell for each hour. */
export function UptimeStrip({ uptime }: { uptime: SystemStatus['db_uptime'] }) {
  const { hours } = uptime
  const [first] = hours
  const failedHours = hours.filter((hour) => hour.failed > 0).length
  const summary =
    failedHours === 0
      ? 'no failed look'
      : `${failedHours} ${failedHours === 1 ? 'hour' : 'hours'} with failures`
  return (
    <section className={styles.section} aria-labelledby="uptime-heading">
      <header className={styles.sectionHead}>
        <h2 id="uptime-heading" className={styles.heading}>
          Database, hour by hour
        </h2>
        <span className={styles.headNote}>
          {summary},{' '}
          {uptime.last_7d.observed_minutes > 0 ? 'gaps: this service did not run' : 'nothing observed yet'}
        </span>
      </header>
      <div className={styles.strip} role="img" aria-label={`Database in the last seven days: ${summary}`}>
        {hours.map((hour) => (
          <span key={hour.hour} className={styles.hour} data-state={stateOf(hour)} title={titleOf(hour)} />
        ))}
      </div>
      <div className={styles.stripEnds} aria-hidden>
        <span>{first && formatDay(first.hour)}</span>
        <span>now</span>
      </div>
    </section>
  )
}

function stateOf({ ok, failed }: Hour): 'none' | 'up' | 'partly' | 'down' {
  if (ok + failed === 0) return 'none'
  if (failed === 0) return 'up'
  return ok === 0 ? 'down' : 'partly'
}

function titleOf({ hour, ok, failed }: Hour): string {
  const when = clock.format(new Date(hour))
  if (ok + failed === 0) return `${when}: nothing observed`
  return `${when}: ${Math.round((10_000 * ok) / (ok + failed)) / 100} % of ${ok + failed} looks`
}
