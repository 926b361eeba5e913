/** What a failed database call means for the answer; the table stands in docs/ARCHITECTURE.md. */
export type DatabaseFault = 'unavailable' | 'conflict' | 'bad_input' | 'query_timeout'

const networkCodes = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'P1000',
  'P1001',
  'P1002',
  'P1003',
  'P1008',
  'P1011',
  'P1017',
  'P2024',
  'P2028',
  // Ours: database-down-error.ts.
  'DATABASE_DOWN',
  'CIRCUIT_OPEN',
])

/** SQLSTATE classes 08 (connection), 28 (authorization), 3D (catalog), 53 (resources), 57P (operator), 58 (system). */
const unavailableStates = /^(08|28|3D|53|57P|58)|^25(006|P03)$/
/**
 * Besides serialization, deadlock and lock timeout also 23503 and 23505: what a row refers to was deleted, or its twin
 * inserted, between the check and the write.
 */
const conflictStates = new Set(['40001', '40P01', '55P03', '23503', '23505', 'P2034', 'P2002', 'P2003'])
const badInputStates = new Set(['22021', '22P05', '22P02', '22003', '22001', '22007', '22008'])

/** pg and its pool report these without a code. */
const unavailableMessages =
  /timeout expired|connection timeout|timeout exceeded when trying to connect|Connection terminated|Query read timeout|not queryable|client password must be a string|does not support SSL|not currently accepting connections|Cannot use a pool after calling end|self.signed certificate/i

type ErrorLike = { code?: unknown; message?: unknown; cause?: unknown; errors?: unknown; meta?: unknown }

/** Unwraps `cause`, AggregateErrors and Prisma's adapter errors, outermost first. */
export function* errorChain(error: unknown, depth = 0): Generator<ErrorLike> {
  if (typeof error !== 'object' || error === null || depth > 6) return
  const like = error as ErrorLike
  yield like
  const nested = [like.cause, Array.isArray(like.errors) ? like.errors[0] : undefined]
  const meta = like.meta as { driverAdapterError?: unknown } | undefined
  for (const inner of [...nested, meta?.driverAdapterError]) yield* errorChain(inner, depth + 1)
  const original = (error as { originalCode?: unknown }).originalCode
  if (typeof original === 'string') yield { code: original }
}

/** Says what a database error means, or null when it is not one. */
export function databaseFault(error: unknown): DatabaseFault | null {
  for (const link of errorChain(error)) {
    const code = typeof link.code === 'string' ? link.code : ''
    if (networkCodes.has(code) || unavailableStates.test(code)) return 'unavailable'
    if (code === '57014') return 'query_timeout'
    if (conflictStates.has(code)) return 'conflict'
    if (badInputStates.has(code) || code === 'P2020' || code === 'P2039') return 'bad_input'
    if (typeof link.message === 'string' && unavailableMessages.test(link.message)) return 'unavailable'
  }
  return null
}

/** True for a violation of the named unique constraint or index, from pg or through Prisma. */
export function isUniqueViolation(error: unknown, constraint: string): boolean {
  for (const link of errorChain(error)) {
    if (link.code === '23505') return (link as { constraint?: string }).constraint === constraint
    if (link.code === 'P2002') return JSON.stringify(link.meta ?? '').includes(constraint)
  }
  return false
}
