import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { seesAllLeads } from './lead-policy.ts'
import { findLeadDetail, type LeadDetailRow } from './lead-repository.ts'

/** A lead with its last 20 activities. */
export async function getLead(ctx: Context, leadId: string): Promise<LeadDetailRow> {
  const lead = await findLeadDetail(ctx.db, leadId, { actor: ctx.actor, seesAll: seesAllLeads(ctx.actor) })
  if (!lead) throw notFound('Lead')
  return lead
}
