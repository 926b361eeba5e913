import { warnAbove } from '@leadglass/contracts/system.ts'
import type { GuardedPool } from './guarded-pool.ts'

const atMostEveryMs = 60_000

/** Warns when most connections are in use, at most once a minute (R028). */
export function monitorPool(pool: GuardedPool, log: { warn(details: object, message: string): void }): void {
  let warnedAt = Number.NEGATIVE_INFINITY
  pool.onLent = (out) => {
    const total = pool.options.max
    if (out * 100 <= total * warnAbove.poolPercent || performance.now() - warnedAt < atMostEveryMs) return
    warnedAt = performance.now()
    log.warn({ checked_out: out, total, waiting: pool.waiting }, '[DB_POOL] Connection pool usage high')
  }
}
