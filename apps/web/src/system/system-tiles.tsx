import { type SystemStatus, warnAbove } from '@leadglass/contracts/system.ts'
import { RingProgress } from '@mantine/core'
import type { ReactNode } from 'react'
import { formatCount } from '../lib/format-count.ts'
import { formatBytes, formatSeconds } from '../lib/format-duration.ts'
import { RelativeTime } from '../ui/relative-time.tsx'
import styles from './system.module.css'

/** The figures to glance at. */
export function SystemTiles({ status }: { status: SystemStatus }) {
  const { database, db_uptime: uptime, requests, process } = status
  const rate = requests.last_hour.error_rate_percent
  return (
    <div className={styles.tiles}>
      <Tile title="Database" value={databaseWord(database.state)} isBad={database.state === 'down'}>
        {database.server ? (
          <>
            PostgreSQL {database.server.version}, {formatBytes(database.server.size_bytes)}
          </>
        ) : (
          'no answer'
        )}
        {` · for ${formatSeconds((Date.parse(status.generated_at) - Date.parse(database.since)) / 1000)}`}
      </Tile>
      <PoolTile pool={database.pool} />
      <Tile
        title="Circuit breaker"
        value={database.breaker.state.replace('_', ' ')}
        isBad={database.breaker.state !== 'closed'}
      >
        {database.breaker.opened_total === 0
          ? 'never opened'
          : `opened ${database.breaker.opened_total} ×, last `}
        {database.breaker.opened_total > 0 && <RelativeTime at={database.breaker.last_opened_at} />}
      </Tile>
      <Tile
        title="DB uptime"
        value={percentText(uptime.last_24h.percent)}
        isBad={isBelow(uptime.last_24h.percent, 99)}
      >
        last 24 h · {percentText(uptime.last_7d.percent)} in 7 days
      </Tile>
      <Tile title="Error rate" value={percentText(rate)} isBad={rate !== null && rate > 1}>
        {formatCount(requests.last_hour.errors)} of {formatCount(requests.last_hour.requests)} in the last
        hour
      </Tile>
      <Tile
        title="This process"
        value={formatBytes(process.memory.rss_bytes)}
        isBad={process.memory.heap_used_percent > 85}
      >
        worker {process.worker} of {process.workers}, up {formatSeconds(process.uptime_seconds)} ·{' '}
        {requests.in_flight} in flight · {requests.streams_open} live
      </Tile>
    </div>
  )
}

type TileProps = { title: string; value: string; isBad?: boolean; children: ReactNode }

function Tile({ title, value, isBad = false, children }: TileProps) {
  return (
    <section className={styles.tile} data-bad={isBad || undefined}>
      <h3 className={styles.tileTitle}>{title}</h3>
      <p className={styles.tileValue}>{value}</p>
      <p className={styles.tileNote}>{children}</p>
    </section>
  )
}

function PoolTile({ pool }: { pool: SystemStatus['database']['pool'] }) {
  const isBad = pool.utilization_percent > warnAbove.poolPercent
  const share = Math.min(100, pool.utilization_percent)
  return (
    <section className={styles.tile} data-bad={isBad || undefined}>
      <h3 className={styles.tileTitle}>Connection pool</h3>
      <div className={styles.pool}>
        <RingProgress
          size={44}
          thickness={5}
          roundCaps
          aria-hidden
          sections={[{ value: share, color: isBad ? 'var(--lg-hot-fill)' : 'var(--mantine-color-glass-5)' }]}
        />
        <p className={styles.tileValue}>{pool.utilization_percent} %</p>
      </div>
      <p className={styles.tileNote}>
        {pool.checked_out} of {pool.size + pool.max_overflow} in use · {pool.waiting} waiting
      </p>
    </section>
  )
}

function databaseWord(state: SystemStatus['database']['state']): string {
  return { up: 'Connected', down: 'Down', unknown: 'Not known yet' }[state]
}

function percentText(percent: number | null): string {
  return percent === null ? '—' : `${percent} %`
}

function isBelow(percent: number | null, least: number): boolean {
  return percent !== null && percent < least
}
