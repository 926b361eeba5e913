import type { Page, PageQuery } from '@leadglass/contracts/paging.ts'
import type { Context } from '../context.ts'
import { readPage } from '../db/paging.ts'
import { listUnassigned, type UnassignedLeadRow, unassignedSort } from './unassigned-lead-repository.ts'

export function listUnassignedLeads(ctx: Context, query: PageQuery): Promise<Page<UnassignedLeadRow>> {
  return listUnassigned(ctx.db, readPage(query, unassignedSort, 'int'))
}
