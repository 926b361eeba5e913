import type { Db } from '../db/db.ts'
import type { AuditEntry } from './audit-entry.ts'
import { insertAuditLog } from './audit-repository.ts'

/** Writes an entry inside the transaction of what it tells of: neither is stored without the other (R066). */
export function recordAudit(db: Db, entry: AuditEntry): Promise<void> {
  return insertAuditLog(db, entry)
}
