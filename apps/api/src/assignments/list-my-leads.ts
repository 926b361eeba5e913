import type { MyLeadsQuery } from '@leadglass/contracts/assignments.ts'
import type { Page } from '@leadglass/contracts/paging.ts'
import type { Context } from '../context.ts'
import { readPage } from '../db/paging.ts'
import { listActiveLeads, listEndedLeads, type MyLeadRow } from './my-lead-repository.ts'

/** The leads in the caller's charge, best first; or those of before (R114). */
export function listMyLeads(ctx: Context, query: MyLeadsQuery): Promise<Page<MyLeadRow>> {
  const { status = 'active', classification } = query
  const sort = `my-leads:${status}`
  const page = readPage(query, sort, 'int')
  const mine = { userId: ctx.actor.id, sort, classification }
  return status === 'active'
    ? listActiveLeads(ctx.db, mine, page)
    : listEndedLeads(ctx.db, { ...mine, status }, page)
}
