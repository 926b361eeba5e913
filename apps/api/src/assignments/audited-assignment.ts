import type { AuditAction, AuditFields } from '@leadglass/contracts/audit.ts'
import { type AuditEntry, auditEntry } from '../audit/audit-entry.ts'
import { cut } from '../audit/changed-fields.ts'
import type { Tx } from '../context.ts'
import type { AssignmentRow } from './assignment-repository.ts'

type Change = { before: AuditFields | null; after: AuditFields | null }

/** An assignment goes by the name of its lead. */
export function assignmentChanged(
  tx: Tx,
  action: AuditAction,
  { id, lead_name, lead_id }: AssignmentRow,
  { before, after }: Change,
): AuditEntry {
  const entity = { type: 'assignment' as const, id, name: lead_name }
  return auditEntry(tx, { action, entity, before, after: { ...after, lead_id } })
}

/** Who is in charge of the lead, and how. */
export function chargeOf({ user_id, user_name, is_primary, notes }: AssignmentRow): AuditFields {
  return { rep: user_name, rep_id: user_id, is_primary, ...(notes ? { notes: cut(notes) } : {}) }
}
