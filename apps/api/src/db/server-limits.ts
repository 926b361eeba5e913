import type { Database, DatabaseLog } from './db.ts'
import { statement } from './sql.ts'

type Limits = { slots: number; role_limit: number | null; database_limit: number | null; others: number }

/** Who is not allowed to see the programs of others still sees that they are there. */
const readLimits = statement<Limits>(
  'read_server_limits',
  `select current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
            - coalesce(nullif(current_setting('reserved_connections', true), '')::int, 0) as slots,
          (select nullif(rolconnlimit, -1) from pg_roles where rolname = current_user) as role_limit,
          (select nullif(datconnlimit, -1) from pg_database where datname = current_database()) as database_limit,
          (select count(*)::int from pg_stat_activity
            where usesysid is not null and coalesce(backend_type, 'client backend') = 'client backend'
              and coalesce(application_name, '') not like 'leadglass%') as others`,
)

/** Of each process besides its pool: for LISTEN, for the leader's lock, and to look whether the database is there. */
const besidesPool = 3

/**
 * Compares what all processes of the service may open with what the server has left, and lowers the pool of this one
 * to its share (C04, R025). Call it when the database answers; it never fails.
 */
export async function checkServerLimits(
  db: Database,
  log: DatabaseLog,
  { workers }: { workers: number },
): Promise<void> {
  const [limits] = await db.sql(readLimits).catch((error: unknown) => {
    log.warn({ err: error }, '[DB_POOL] the limits of the server could not be read')
    return []
  })
  if (!limits) return
  const { size, max_overflow } = db.poolStatus()
  const wanted = size + max_overflow
  const share = shareOf(limits, workers)
  if (share >= wanted) {
    log.info({ ...limits, workers, pool: wanted }, '[DB_POOL] the server has room for the pool')
    return
  }
  const lowered = Math.max(1, share)
  db.resizePool(Math.min(size, lowered), lowered - Math.min(size, lowered))
  log.warn(
    { ...limits, workers, wanted, pool: lowered },
    `[DB_POOL] pool lowered from ${wanted} to ${lowered} connections: the server has ${limits.slots} slots, ` +
      `${limits.others} of them used by others, for ${workers} ${workers === 1 ? 'process' : 'processes'}`,
  )
}

function shareOf({ slots, role_limit, database_limit, others }: Limits, workers: number): number {
  const left = Math.min(slots - others, role_limit ?? slots, database_limit ?? slots)
  return Math.floor(left / workers) - besidesPool
}
