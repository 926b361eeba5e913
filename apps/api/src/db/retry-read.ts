import { errorChain } from './db-errors.ts'

const cutCodes = new Set(['57P01', '57P02', '57P03', '08003', '08006', 'ECONNRESET', 'EPIPE'])
const cutMessages = /^Connection terminated unexpectedly|is not queryable/
/** The first retry meets a new connection; the second gives a restarting server a moment. Together below 2 s (C18). */
const pausesMs = [0, 300]
const longestMs = 1_500

/** How long to wait before a statement outside a transaction may be sent again; null when it may not. */
export function readRetryPause(
  error: unknown,
  text: string,
  retries: number,
  sinceMs: number,
): number | null {
  const pause = pausesMs[retries]
  if (pause === undefined || sinceMs > longestMs || !wasCut(error) || !isRead(text)) return null
  return pause
}

/** The connection was cut under the statement: whether the server ran it nobody knows. */
export function wasCut(error: unknown): boolean {
  for (const { code, message } of errorChain(error)) {
    if (typeof code === 'string' && cutCodes.has(code)) return true
    if (typeof message === 'string' && cutMessages.test(message)) return true
  }
  return false
}

const beginsAsRead = /^\s*(select|with|table|values|show)\b/i
/** Also what a SELECT can do besides reading: lock rows, notify, draw from a sequence, take a lock of its own. */
const does =
  /\b(insert|update|delete|merge|truncate|into|nextval|setval|set_config|for\s+(no\s+key\s+)?(update|share|key\s+share)|pg_(notify|advisory|try_advisory|terminate|cancel)\w*)\b/i

/**
 * Only a read may run twice. Known by its text: it begins as one and holds no word that writes, not even in a quoted
 * text, which errs on the side of not trying again. It is looked at only after a failure.
 */
export function isRead(text: string): boolean {
  return beginsAsRead.test(text) && !does.test(text)
}
