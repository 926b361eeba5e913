import type { AuditAction } from '@leadglass/contracts/audit.ts'
import type { Actor, User } from '@leadglass/contracts/auth.ts'
import { type AuditEntry, type AuditEvent, auditEntry } from '../audit/audit-entry.ts'
import { changedFields, filledFields } from '../audit/changed-fields.ts'
import type { PublicContext } from '../context.ts'

const fields = ['full_name', 'username', 'email', 'role', 'is_active'] as const
/** What is as it is for everybody to begin with. */
const changeable = [...fields, 'email_alerts'] as const

type Caller = Pick<PublicContext, 'now' | 'origin'> & { readonly actor?: Pick<Actor, 'id'> | null }

export function userCreated(ctx: Caller, user: User): AuditEntry {
  return { ...newUserEntry(ctx, user), entityId: user.id }
}

/** The same, for a statement that makes the user as well: the id is that of its row. */
export function newUserEntry(ctx: Caller, user: Pick<User, (typeof fields)[number]>): AuditEntry {
  return auditEntry(ctx, {
    action: 'user_created',
    entity: { type: 'user', name: user.full_name },
    after: filledFields(user, fields),
  })
}

/** Named after the weightiest change; null when nothing but a password has changed. */
export function userChanged(ctx: Caller, before: User, after: User): AuditEntry | null {
  const changed = changedFields(before, after, changeable)
  return changed && userEvent(ctx, actionOf(before, after), after, changed)
}

/** That there is a new password is all that is said of it. */
export function userEvent(
  ctx: Caller,
  action: AuditAction,
  { id, full_name }: Pick<User, 'id' | 'full_name'>,
  change: Pick<AuditEvent, 'before' | 'after'> = {},
): AuditEntry {
  return auditEntry(ctx, { action, entity: { type: 'user', id, name: full_name }, ...change })
}

function actionOf(before: User, after: User): AuditAction {
  if (before.is_active !== after.is_active) return after.is_active ? 'user_reactivated' : 'user_deactivated'
  return before.role === after.role ? 'user_updated' : 'user_role_changed'
}
