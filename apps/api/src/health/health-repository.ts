import type { Database } from '../db/db.ts'

/** One real round trip through the pool; gives up on its own, so that no check holds a connection (R001). */
export async function pingDatabase(db: Database, timeoutMs: number): Promise<void> {
  // `query_timeout` is read from here before the pool's own, though its types do not say so.
  const query: { text: string; query_timeout: number } = { text: 'select 1', query_timeout: timeoutMs }
  await db.pool.query(query)
}

export type PoolStatus = {
  size: number
  checked_in: number
  checked_out: number
  overflow: number
  max_overflow: number
  total_available: number
  waiting: number
  utilization_percent: number
}

/** The live pool (R003). node-postgres has one maximum and no overflow beyond it, so those two are always 0. */
export function readPoolStatus({ pool }: Database): PoolStatus {
  const size = pool.options.max
  const checkedOut = pool.totalCount - pool.idleCount
  return {
    size,
    checked_in: pool.idleCount,
    checked_out: checkedOut,
    overflow: 0,
    max_overflow: 0,
    total_available: size - checkedOut,
    waiting: pool.waitingCount,
    utilization_percent: Math.round((checkedOut / size) * 10_000) / 100,
  }
}
