import type { Context } from '../context.ts'

/** How an operation of a loop gets on with a database that is away: what it logs and how long it waits (R031, R032). */
export type DatabaseTrouble = {
  /** Failed tries since the last success. */
  readonly failures: number
  /** One more failed try; answers for how long to wait before the next. */
  fail(error: unknown, tryNumber: number): number
  /** The operation succeeded, or another instance has it now. */
  recover(): void
}

export type TroubleOptions = {
  op: string
  log: Context['log']
  /** The word for why the database is away. */
  reasonOf: (error: unknown) => string
  tries?: number
  baseMs?: number
  /** The longest wait. */
  capMs?: number
  onDown?: (op: string) => void
}

export const triesOfALoop = 5

export function createDatabaseTrouble(options: TroubleOptions): DatabaseTrouble {
  const { op, log, reasonOf, tries = triesOfALoop, baseMs = 2_000, capMs = 60_000 } = options
  let failures = 0
  return {
    get failures() {
      return failures
    },
    fail(error, tryNumber) {
      const sleepMs = Math.min(baseMs * 2 ** failures, capMs)
      failures += 1
      const reason = reasonOf(error)
      log.warn(
        { op, try: tryNumber, sleepMs, reason },
        `[DB_DOWN] op=${op} try=${tryNumber}/${tries} sleep=${sleepMs / 1_000}s reason=${reason}`,
      )
      options.onDown?.(op)
      return sleepMs
    },
    recover() {
      if (failures === 0) return
      log.info({ op, attempts: failures }, `[DB_RECOVERED] op=${op} after ${failures} attempts`)
      failures = 0
    },
  }
}
