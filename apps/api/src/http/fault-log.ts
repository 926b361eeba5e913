import type { ErrorCode } from '@leadglass/contracts/errors.ts'
import type { FastifyRequest } from 'fastify'
import { classifyDatabaseError } from '../db/classify-database-error.ts'
import type { Database } from '../db/db.ts'
import { type AppError, statusOf } from '../errors.ts'

/** The database's faults, which are not this program's. */
export const ofDatabase = new Set<ErrorCode>(['database_unavailable', 'circuit_breaker_open'])

/** Refusals of a server that has too much to do: nothing is broken, so there is no stack to look at. */
const ofLoad = new Set<ErrorCode>(['server_busy', 'request_timeout'])

/** After this long without a fault of the database, the next one is of another outage. */
const quietMs = 60_000

/**
 * A refusal is logged at info. A failure of ours is logged once, at error, with its stack (R058). While the database
 * is away every request fails alike: each gets one line at warn, and the first of an outage its stack.
 */
export function createFaultLog({ watch }: Pick<Database, 'watch'>) {
  let lastFaultAt = Number.NEGATIVE_INFINITY
  return (known: AppError, error: Error, { log, method, routeOptions }: FastifyRequest) => {
    const { code } = known
    const route = `${method} ${routeOptions.url ?? '(none)'}`
    if (statusOf[code] < 500) return log.info({ code }, known.message)
    if (ofLoad.has(code)) return log.warn({ code, route }, known.message)
    if (!ofDatabase.has(code)) return log.error({ err: error }, known.message)
    const isFirst = Date.now() - lastFaultAt > quietMs
    lastFaultAt = Date.now()
    const seen = classifyDatabaseError(error, { isLocalhost: false })
    const reason = seen === 'unknown' ? watch.diagnosis?.type : seen
    log.warn({ code, reason, route, ...(isFirst ? { err: error } : {}) }, known.message)
  }
}
