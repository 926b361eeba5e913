import type { Page, PageQuery } from '@leadglass/contracts/paging.ts'
import type { Context } from '../context.ts'
import { pageFrom, readPage } from '../db/paging.ts'
import { findVisibleLead } from '../leads/find-visible-lead.ts'
import { listScoreChanges, type ScoreChangeRow } from './scoring-repository.ts'

const sort = 'score-history'

/** Every change of a lead's score, newest first. */
export async function listScoreHistory(
  ctx: Context,
  leadId: string,
  query: PageQuery,
): Promise<Page<ScoreChangeRow>> {
  const request = readPage(query, sort, 'timestamptz')
  await findVisibleLead(ctx.db, ctx.actor, leadId)
  const { rows, total } = await listScoreChanges(ctx.db, leadId, request)
  return pageFrom(rows, total, request, sort, (row) => row.created_at)
}
