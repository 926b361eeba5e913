import { createHash, timingSafeEqual } from 'node:crypto'

type DebugAccess = { isProduction: boolean; debugToken: string | undefined }

/** Open outside production; in production only with DEBUG_TOKEN. Decided without the database (R015). */
export function canDebug({ isProduction, debugToken }: DebugAccess, given: unknown): boolean {
  if (!isProduction) return true
  if (!debugToken || typeof given !== 'string') return false
  return timingSafeEqual(digest(given), digest(debugToken))
}

/** Of equal length whatever is sent. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
