import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { deleteLeadRow } from './lead-repository.ts'

/** Deletes a lead with everything that belongs to it. Managers and admins see all leads, so no scope is needed. */
export async function deleteLead(ctx: Context, leadId: string): Promise<void> {
  if (!(await deleteLeadRow(ctx.db, leadId))) throw notFound('Lead')
}
