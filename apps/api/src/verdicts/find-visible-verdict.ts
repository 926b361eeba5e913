import type { Tx } from '../context.ts'
import { AppError, notFound, notFoundAs } from '../errors.ts'
import { findVisibleLead, type VisibleLead } from '../leads/find-visible-lead.ts'
import { findVerdictForUpdate, type VerdictRow } from './verdict-repository.ts'

/** The verdict that an operation is about, locked, with its lead: it is seen by those who see the lead. */
export async function findVisibleVerdict(
  tx: Tx,
  id: string,
): Promise<{ verdict: VerdictRow; lead: VisibleLead }> {
  const verdict = await findVerdictForUpdate(tx.db, id)
  if (!verdict) throw notFound('Verdict')
  const lead = await findVisibleLead(tx.db, tx.actor, verdict.lead_id).catch(notFoundAs('Verdict'))
  return { verdict, lead }
}

/** What somebody has looked at and answered stays as it is. */
export function refuseReviewed({ reviewed_at, reviewed_by_name }: VerdictRow): void {
  if (reviewed_at === null) return
  throw new AppError('conflict', `${reviewed_by_name ?? 'Somebody'} has reviewed this verdict already`)
}
