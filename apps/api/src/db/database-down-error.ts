import { errorChain } from './db-errors.ts'

/** The database is away, and this work was not begun or was given up because of that. */
export class DatabaseDownError extends Error {
  override name = 'DatabaseDownError'
  readonly code: string = 'DATABASE_DOWN'
}

/** Refused at once, without a try: the breaker is open (R033). */
export class CircuitOpenError extends DatabaseDownError {
  override name = 'CircuitOpenError'
  override readonly code = 'CIRCUIT_OPEN'
}

/** True when the breaker refused the work, also through Prisma. */
export function isCircuitOpen(error: unknown): boolean {
  for (const link of errorChain(error)) if (link.code === 'CIRCUIT_OPEN') return true
  return false
}
