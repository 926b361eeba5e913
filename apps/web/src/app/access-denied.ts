import type { Role } from '@leadglass/contracts/auth.ts'
import { currentSession } from '../api/session.ts'

/** The page exists, but not for this role. */
export class AccessDenied extends Error {
  override name = 'AccessDenied'
}

/** Guard of a route: the API refuses as well, this only spares the reader a page full of refusals. */
export function requireRole(roles: readonly Role[]): void {
  const session = currentSession()
  if (session !== null && !roles.includes(session.user.role)) throw new AccessDenied()
}
