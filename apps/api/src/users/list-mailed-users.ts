import type { Db } from '../db/db.ts'
import { listUsersToMail } from './user-repository.ts'

/** Of these users, those who may be told by mail: active, and they have not declined. */
export function listMailedUsers(
  db: Db,
  userIds: readonly string[],
): Promise<{ id: string; email: string }[]> {
  return listUsersToMail(db, userIds)
}
