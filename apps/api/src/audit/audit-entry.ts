import type { AuditAction, AuditEntityType, AuditFields } from '@leadglass/contracts/audit.ts'
import type { Actor } from '@leadglass/contracts/auth.ts'
import type { PublicContext } from '../context.ts'
import type { AuditWrite } from '../db/audit-write.ts'

/** What an operation says of itself; who, when and from where come from its context. */
export type AuditEvent = {
  action: AuditAction
  entity?: { type: AuditEntityType; id?: string | null; name?: string | null }
  before?: AuditFields | null
  after?: AuditFields | null
}

export type AuditEntry = AuditWrite & { readonly action: AuditAction }

type Caller = Pick<PublicContext, 'now' | 'origin'> & { readonly actor?: Pick<Actor, 'id'> | null }

/** The entry of something that the caller of an operation did. */
export function auditEntry({ now, origin, actor }: Caller, event: AuditEvent): AuditEntry {
  const { action, entity, before, after } = event
  return {
    at: now,
    action,
    actorId: actor?.id ?? null,
    entityType: entity?.type ?? null,
    entityId: entity?.id ?? null,
    entityName: entity?.name ?? null,
    before: before ?? null,
    after: after ?? null,
    ...origin,
  }
}
