import type { Db } from '../db/db.ts'
import { listActiveManagerIds } from './user-repository.ts'

/** The active managers and admins, who hear of what concerns the whole team. */
export function listManagerIds(db: Db): Promise<string[]> {
  return listActiveManagerIds(db)
}
