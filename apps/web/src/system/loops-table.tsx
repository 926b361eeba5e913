import type { SystemStatus } from '@leadglass/contracts/system.ts'
import { Button } from '@mantine/core'
import { formatCount } from '../lib/format-count.ts'
import { formatSeconds } from '../lib/format-duration.ts'
import rows from '../ui/data-rows.module.css'
import { RelativeTime } from '../ui/relative-time.tsx'
import { loopPurpose, loopTitle } from './loop-words.ts'
import styles from './system.module.css'
import { useRunLoop } from './system-queries.ts'

type Loop = SystemStatus['loops'][number]

/** What runs in the background, when it ran, and with what result. */
export function LoopsTable({ loops }: { loops: readonly Loop[] }) {
  return (
    <section className={styles.section} aria-labelledby="loops-heading">
      <h2 id="loops-heading" className={styles.heading}>
        Background loops
      </h2>
      {loops.length === 0 && <p className={styles.nothing}>No loop has run yet.</p>}
      {loops.length > 0 && (
        <table className={`${rows.table} ${styles.loops}`}>
          <thead className={rows.head}>
            <tr>
              <th>Loop</th>
              <th>Last run</th>
              <th>Result</th>
              <th>Next run</th>
              <th>
                <span className={styles.hidden}>Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {loops.map((loop) => (
              <LoopRow key={loop.name} loop={loop} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function LoopRow({ loop }: { loop: Loop }) {
  const run = useRunLoop()
  const isBad = loop.consecutive_failures > 0 || loop.overdue
  return (
    <tr className={`${rows.row} ${styles.loopRow}`} data-bad={isBad || undefined}>
      <td>
        <span className={styles.loopName}>{loopTitle(loop.name)}</span>
        <span className={styles.loopPurpose}>
          {loopPurpose(loop.name) ?? loop.name}, every {formatSeconds(loop.every_seconds)}
        </span>
      </td>
      <td>
        <RelativeTime at={loop.last_run_at} empty="never" />
        {loop.last_duration_ms !== null && (
          <span className={styles.quiet}> in {formatSeconds(loop.last_duration_ms / 1000)}</span>
        )}
      </td>
      <td className={styles.result}>{run.error ? run.error.message : resultText(loop)}</td>
      <td>{loop.running ? 'running' : <RelativeTime at={loop.next_run_at} />}</td>
      <td>
        <Button
          variant="default"
          size="compact-xs"
          loading={run.isPending}
          onClick={() => run.mutate(loop.name)}
          aria-label={`Run now: ${loopTitle(loop.name)}`}
        >
          Run now
        </Button>
      </td>
    </tr>
  )
}

function resultText(loop: Loop): string {
  if (loop.consecutive_failures > 0) {
    return `failed ${loop.consecutive_failures} × in a row: ${loop.last_error ?? 'no reason known'}`
  }
  const figures = Object.entries(loop.last_result ?? {})
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${formatCount(count)} ${name.replaceAll('_', ' ')}`)
  const text = figures.join(', ') || (loop.last_success_at === null ? '—' : 'nothing to do')
  return loop.overdue ? `overdue · ${text}` : text
}
