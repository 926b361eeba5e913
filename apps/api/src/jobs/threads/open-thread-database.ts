import { connect, type Database } from '../../db/db.ts'

/**
 * The database of a thread: connections of its own, few, since one thread asks little at once. Close it at the end of
 * the work.
 */
export function openThreadDatabase(url: string, max = 2): Database {
  return connect({ url, max, onIdleError: () => {} })
}
