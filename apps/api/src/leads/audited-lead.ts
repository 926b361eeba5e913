import type { LeadProfile, LeadStatus } from '@leadglass/contracts/leads.ts'
import { type AuditEntry, auditEntry } from '../audit/audit-entry.ts'
import { changedFields, cut, filledFields } from '../audit/changed-fields.ts'
import type { Context } from '../context.ts'
import type { LeadRow } from './lead-repository.ts'

const profileFields = [
  'name',
  'company',
  'email',
  'phone',
  'title',
  'industry',
  'company_size',
  'country',
  'location',
  'source',
  'estimated_value',
  'metadata',
  'status',
] as const

type Audited = LeadProfile & { status: LeadStatus }
type Caller = Pick<Context, 'now' | 'origin' | 'actor'>

/** The id is that of the row which the entry is written with. */
export function leadCreated(ctx: Caller, lead: Audited & { owner_id: string | null }): AuditEntry {
  return auditEntry(ctx, {
    action: 'lead_created',
    entity: { type: 'lead', name: lead.name },
    after: filledFields(lead, [...profileFields, 'owner_id']),
  })
}

/** Null when nothing that a person fills in has changed; scores have a history of their own. */
export function leadChanged(
  ctx: Caller,
  before: Audited & { id: string },
  { reason, ...after }: Audited & { reason?: string | null },
): AuditEntry | null {
  const changed = changedFields(before, after, profileFields)
  if (!changed) return null
  return auditEntry(ctx, {
    action: 'lead_updated',
    entity: { type: 'lead', id: before.id, name: after.name },
    before: changed.before,
    after: reason ? { ...changed.after, reason: cut(reason) } : changed.after,
  })
}

export function leadDeleted(ctx: Caller, lead: LeadRow): AuditEntry {
  return auditEntry(ctx, {
    action: 'lead_deleted',
    entity: { type: 'lead', id: lead.id, name: lead.name },
    before: filledFields(lead, [...profileFields, 'owner_name', 'current_score', 'created_at']),
  })
}
