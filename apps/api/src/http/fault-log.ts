import type { ErrorCode } from '@leadglass/contracts/errors.ts'
import type { FastifyRequest } from 'fastify'
import { classifyDatabaseError } from '../db/classify-database-error.ts'
import type { Database } from '../db/db.ts'
import { type AppError, statusOf } from '../errors.ts'

/** The database's faults, which are not this program's. */
export const ofDatabase = new Set<ErrorCode>(['database_unavailable', 'circuit_breaker_open'])

/** After this long without a fault of the database, the next one is of another outage. */
const quietMs = 60_000
/** A server that refuses because it has too much to do does not write a line for each. */
const busyEveryMs = 1_000

/**
 * A refusal is logged at info. A failure of ours is logged once, at error, with its stack (R058). While the database
 * is away every request fails alike: each gets one line at warn, and the first of an outage its stack.
 */
export function createFaultLog({ watch }: Pick<Database, 'watch'>) {
  let lastFaultAt = Number.NEGATIVE_INFINITY
  let lastBusyAt = Number.NEGATIVE_INFINITY
  let refused = 0
  return (known: AppError, error: Error, { log, method, routeOptions }: FastifyRequest) => {
    const { code } = known
    const route = `${method} ${routeOptions.url ?? '(none)'}`
    if (statusOf[code] < 500) return log.info({ code }, known.message)
    if (code === 'server_busy') {
      refused++
      if (Date.now() - lastBusyAt < busyEveryMs) return
      log.warn({ code, refused }, known.message)
      lastBusyAt = Date.now()
      refused = 0
      return
    }
    // Nothing is broken where the time was too short, so there is no stack to look at.
    if (code === 'request_timeout') return log.warn({ code, route }, known.message)
    if (!ofDatabase.has(code)) return log.error({ err: error }, known.message)
    const isFirst = Date.now() - lastFaultAt > quietMs
    lastFaultAt = Date.now()
    const seen = classifyDatabaseError(error, { isLocalhost: false })
    const reason = seen === 'unknown' ? watch.diagnosis?.type : seen
    log.warn({ code, reason, route, ...(isFirst ? { err: error } : {}) }, known.message)
  }
}
