import type { Context } from '../context.ts'
import type { Outlook } from './outlook.ts'

/** How an operation gets on with a database that is away: what it logs and how long it waits (R031, R032). */
export type DatabaseTrouble = {
  /** Failed tries since the last success. */
  readonly failures: number
  /** Tells of a failed try and waits before the next: longer each time, until the database is back at the latest. */
  pause(error: unknown, tryNumber: number, signal: AbortSignal): Promise<void>
  /** The operation succeeded, or another instance has it now. */
  recover(): void
}

export type TroubleOptions = {
  op: string
  log: Context['log']
  outlook: Outlook
  tries?: number
  baseMs?: number
  /** The longest wait. */
  capMs?: number
  onDown?: (op: string) => void
}

export function createDatabaseTrouble(options: TroubleOptions): DatabaseTrouble {
  const { op, log, outlook, tries = 5, baseMs = 2_000, capMs = 60_000, onDown = () => {} } = options
  let failures = 0
  return {
    get failures() {
      return failures
    },
    async pause(error, tryNumber, signal) {
      const sleepMs = Math.min(baseMs * 2 ** failures, capMs)
      failures += 1
      onDown(op)
      const reason = await outlook.reasonOf(error)
      log.warn(
        { op, try: tryNumber, sleepMs, reason },
        `[DB_DOWN] op=${op} try=${tryNumber}/${tries} sleep=${sleepMs / 1_000}s reason=${reason}`,
      )
      await outlook.pause(sleepMs, signal)
    },
    recover() {
      if (failures === 0) return
      log.info({ op, attempts: failures }, `[DB_RECOVERED] op=${op} after ${failures} attempts`)
      failures = 0
    },
  }
}
