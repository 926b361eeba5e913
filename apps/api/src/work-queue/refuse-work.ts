import type { Tx } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { findVisibleLead } from '../leads/find-visible-lead.ts'

/** Why there was nothing to decide on: the lead is not in the caller's hands. Managers see it, and only look. */
export async function refuseWork(tx: Tx, leadId: string): Promise<never> {
  await findVisibleLead(tx.db, tx.actor, leadId)
  if (tx.actor.role === 'sales_rep') throw notFound('Lead')
  throw new AppError('not_allowed', 'Only the assignee works through a queue')
}
