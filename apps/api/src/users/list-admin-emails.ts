import type { Db } from '../db/db.ts'
import { listActiveAdminEmails } from './user-repository.ts'

/** Who is told by mail when the service is in trouble: the active administrators. */
export function listAdminEmails(db: Db): Promise<string[]> {
  return listActiveAdminEmails(db)
}
