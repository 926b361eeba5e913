import { classifyDatabaseError } from '../db/classify-database-error.ts'
import type { Database } from '../db/db.ts'
import { downReason } from '../db/down-reason.ts'

/** What is known of a database that failed: why it did, and when to try again. */
export type Outlook = {
  /** One word for the log. */
  reasonOf(error: unknown): Promise<string>
  /** Ends early when the database comes back, or when the signal aborts. */
  pause(ms: number, signal: AbortSignal): Promise<void>
}

/** The error of a failed statement often tells less than the watch: that the breaker is open, or nothing at all. */
export function outlookOf({ watch }: Database): Outlook {
  return {
    async reasonOf(error) {
      const diagnosis = watch.diagnosis ?? (await watch.check().catch(() => null))
      return downReason(diagnosis?.type ?? classifyDatabaseError(error, { isLocalhost: false }))
    },
    pause: (ms, signal) => watch.pause(ms, signal),
  }
}
