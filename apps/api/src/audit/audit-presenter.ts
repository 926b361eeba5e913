import type { AuditLog } from '@leadglass/contracts/audit.ts'
import type { AuditLogRow } from './audit-repository.ts'

export function presentAuditLog({ actor_id, actor_name, ...entry }: AuditLogRow): AuditLog {
  return { ...entry, actor: actor_id ? { id: actor_id, full_name: actor_name ?? 'Unknown' } : null }
}
