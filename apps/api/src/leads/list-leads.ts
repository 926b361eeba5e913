import type { LeadListQuery } from '@leadglass/contracts/leads.ts'
import type { Page } from '@leadglass/contracts/paging.ts'
import type { Context } from '../context.ts'
import { pageFrom, readPage } from '../db/paging.ts'
import { sortOf } from './lead-list-order.ts'
import { listLeadRows } from './lead-list-repository.ts'
import type { LeadItemRow } from './lead-list-statement-repository.ts'
import { seesAllLeads } from './lead-policy.ts'

/** Leads within the caller's sight, filtered, sorted and paged: one statement (R096–R098). */
export async function listLeads(ctx: Context, query: LeadListQuery): Promise<Page<LeadItemRow>> {
  const sort = sortOf(query)
  const request = readPage(query, sort.key, sort.type)
  const scope = { actor: ctx.actor, seesAll: seesAllLeads(ctx.actor) }
  const { rows, total } = await listLeadRows(ctx.db, scope, query, sort, request)
  return pageFrom(rows, total, request, sort.key, (row) => row[sort.field])
}
