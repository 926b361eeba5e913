import type { LeadListQuery } from '@leadglass/contracts/leads.ts'
import type { Context } from '../context.ts'
import { sortOf } from './lead-list-order.ts'
import { listLeadRows } from './lead-list-repository.ts'
import type { LeadItemRow } from './lead-list-statement-repository.ts'
import { seesAllLeads } from './lead-policy.ts'

/** Every lead of a list, batch by batch, each starting after the last row of the one before. */
export async function* walkLeads(
  ctx: Context,
  query: Omit<LeadListQuery, 'cursor' | 'page' | 'per_page' | 'limit'>,
  batchSize: number,
): AsyncGenerator<LeadItemRow[]> {
  const scope = { actor: ctx.actor, seesAll: seesAllLeads(ctx.actor) }
  const sort = sortOf(query)
  let after: readonly [string | number, string] | null = null
  for (;;) {
    const request = { perPage: batchSize - 1, page: 1, offset: 0, after, total: 0 }
    const { rows } = await listLeadRows(ctx.db, scope, query, sort, request)
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (rows.length < batchSize || !last) return
    after = [last[sort.field], last.id]
  }
}
