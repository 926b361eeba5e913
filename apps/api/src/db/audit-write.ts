/** An entry of the audit log on its way into the database. The name of who acts is read where it is written. */
export type AuditWrite = {
  readonly at: Date
  readonly action: string
  readonly actorId: string | null
  readonly entityType: string | null
  readonly entityId: string | null
  readonly entityName: string | null
  readonly before: Readonly<Record<string, unknown>> | null
  readonly after: Readonly<Record<string, unknown>> | null
  readonly ip: string | null
  readonly userAgent: string | null
  readonly requestId: string | null
}

/** How many parameters `auditValues` fills. */
export const auditWidth = 11

/**
 * The insertion of an entry, as a part of the statement that makes the change: neither is stored without the other.
 * Its parameters begin at `first`. With `source`, a part of that statement, it is written for each row of it and, where
 * it names no entity, of the entity with the row's id.
 */
export function auditInsertion(first: number, source?: string): string {
  const at = (index: number) => `$${first + index}`
  const entityId = source ? `coalesce(${at(4)}::uuid, ${source}.id)` : `${at(4)}::uuid`
  return `insert into audit_logs (created_at, action, actor_id, actor_name, entity_type, entity_id, entity_name,
                                  before, after, ip, user_agent, request_id)
          select ${at(0)}::timestamptz, ${at(1)}::text, ${at(2)}::uuid,
                 (select full_name from users where id = ${at(2)}::uuid), ${at(3)}::text, ${entityId},
                 ${at(5)}::text, ${at(6)}::jsonb, ${at(7)}::jsonb, ${at(8)}::text, ${at(9)}::text, ${at(10)}::text
          ${source ? `from ${source} where ${at(1)}::text is not null` : ''}`
}

/** The values of `auditInsertion`; null writes no entry. */
export function auditValues(entry: AuditWrite | null): unknown[] {
  if (!entry) return new Array(auditWidth).fill(null)
  return [
    entry.at,
    entry.action,
    entry.actorId,
    entry.entityType,
    entry.entityId,
    entry.entityName,
    entry.before && JSON.stringify(entry.before),
    entry.after && JSON.stringify(entry.after),
    entry.ip,
    entry.userAgent,
    entry.requestId,
  ]
}
