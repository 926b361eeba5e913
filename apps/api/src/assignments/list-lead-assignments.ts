import type { Context } from '../context.ts'
import { findVisibleLead } from '../leads/find-visible-lead.ts'
import { type AssignmentRow, listAssignmentsOfLead } from './assignment-repository.ts'

export async function listLeadAssignments(ctx: Context, leadId: string): Promise<AssignmentRow[]> {
  const lead = await findVisibleLead(ctx.db, ctx.actor, leadId)
  return listAssignmentsOfLead(ctx.db, lead.id)
}
