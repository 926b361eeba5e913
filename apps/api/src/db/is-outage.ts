import { classifyDatabaseError } from './classify-database-error.ts'
import { databaseFault, errorChain } from './db-errors.ts'

/** Nothing is wrong with the database itself: our pool is full, its disk is, it takes no writes. Reads go on. */
const serving = new Set(['pool_exhausted', 'disk_full', 'read_only'])

/** True for a failure that says that the database is away: what the breaker counts (R033). */
export function isOutage(error: unknown): boolean {
  if (databaseFault(error) !== 'unavailable') return false
  for (const { code } of errorChain(error)) {
    // What the breaker itself refused, and a transaction that we left idle for too long.
    if (code === 'CIRCUIT_OPEN' || code === 'DATABASE_DOWN' || code === '25P03') return false
  }
  return !serving.has(classifyDatabaseError(error, { isLocalhost: false }))
}
