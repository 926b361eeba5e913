import type { ActivityListQuery } from '@leadglass/contracts/activities.ts'
import type { Page } from '@leadglass/contracts/paging.ts'
import type { Context } from '../context.ts'
import { pageFrom, readPage } from '../db/paging.ts'
import { findVisibleLead } from '../leads/find-visible-lead.ts'
import { type ActivityRow, listLeadActivities } from './activity-repository.ts'

/** The timeline of a lead, newest first. */
export async function listActivities(
  ctx: Context,
  leadId: string,
  query: ActivityListQuery,
): Promise<Page<ActivityRow>> {
  const sort = `activities:${query.activity_type ?? ''}`
  const request = readPage(query, sort, 'timestamptz')
  await findVisibleLead(ctx.db, ctx.actor, leadId)
  const { rows, total } = await listLeadActivities(ctx.db, leadId, query, request)
  return pageFrom(rows, total, request, sort, (row) => row.occurred_at)
}
