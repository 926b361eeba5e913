import type { SystemStatus } from '@leadglass/contracts/system.ts'
import { CopyButton } from '@mantine/core'
import { formatSeconds } from '../lib/format-duration.ts'
import { RelativeTime } from '../ui/relative-time.tsx'
import styles from './system.module.css'

/** More of them are in the log. */
const mostShown = 8

type Props = { requests: SystemStatus['slow_requests']; slowFromMs: number }

/** Requests that took long, with the id that finds them in the log. */
export function SlowRequests({ requests, slowFromMs }: Props) {
  return (
    <section className={styles.section} aria-labelledby="slow-heading">
      <h2 id="slow-heading" className={styles.heading}>
        Slow requests
      </h2>
      {requests.length === 0 && (
        <p className={styles.nothing}>None took longer than {formatSeconds(slowFromMs / 1000)} lately.</p>
      )}
      <ol className={styles.list}>
        {requests.slice(0, mostShown).map((request) => (
          <li key={request.request_id} className={styles.listRow}>
            <span className={styles.route}>
              {request.method} {request.route}
            </span>
            <span className={styles.duration}>{formatSeconds(request.duration_ms / 1000)}</span>
            <span className={styles.quiet}>
              {request.status} · <RelativeTime at={request.at} />
            </span>
            <CopyButton value={request.request_id}>
              {({ copied, copy }) => (
                <button type="button" className={styles.copy} onClick={copy} title={request.request_id}>
                  {copied ? 'copied' : 'copy id'}
                </button>
              )}
            </CopyButton>
          </li>
        ))}
      </ol>
    </section>
  )
}
