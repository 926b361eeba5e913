import type { Role } from '@leadglass/contracts/auth.ts'
import type { Db } from '../db/db.ts'
import { findBriefUser } from './user-repository.ts'

export type BriefUser = { id: string; full_name: string; role: Role; is_active: boolean }

/** Who a user is, for operations that name one; null when missing. The caller decides on `is_active`. */
export function findActiveUser(db: Db, userId: string): Promise<BriefUser | null> {
  return findBriefUser(db, userId)
}
