import type { AuditFields } from '@leadglass/contracts/audit.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/db.ts'
import { auditEntry } from './audit-entry.ts'
import { recordAudit } from './record-audit.ts'

type Export = { action: 'leads_exported' | 'audit_exported'; filters: object }

/**
 * Passes an export on and writes down at its end how many rows went out, also when the caller went away half-way: `db`
 * is not the request's, which may be over by then. The rows of a batch are counted by `batch.count`.
 */
export async function* recordExport(
  ctx: Context,
  db: Db,
  { action, filters }: Export,
  batches: AsyncIterable<{ text: string; count: number }>,
): AsyncGenerator<string> {
  let rows = 0
  try {
    for await (const { text, count } of batches) {
      rows += count
      yield text
    }
  } finally {
    ctx.log.info({ audit: action, actorId: ctx.actor.id, rows }, 'exported')
    const after = { rows, ...describe(filters) }
    await recordAudit(db, auditEntry(ctx, { action, entity: { type: 'export' }, after }))
  }
}

/** Filters as they were asked for. */
function describe(filters: object): AuditFields {
  const given = Object.entries(filters).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given.map(([name, value]) => [`filter.${name}`, String(value)]))
}
