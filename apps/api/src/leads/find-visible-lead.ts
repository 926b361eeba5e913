import type { Actor } from '@leadglass/contracts/auth.ts'
import type { Db } from '../db/db.ts'
import { notFound } from '../errors.ts'
import { seesAllLeads } from './lead-policy.ts'
import { findLeadInScope, findLeadInScopeForUpdate, type VisibleLead } from './lead-repository.ts'

export type { VisibleLead }

/** The lead an operation is about. One that is missing or out of the caller's sight is the same 404 (R056). */
export async function findVisibleLead(
  db: Db,
  actor: Actor,
  leadId: string,
  options: { lock?: boolean } = {},
): Promise<VisibleLead> {
  const scope = { actor, seesAll: seesAllLeads(actor) }
  const find = options.lock ? findLeadInScopeForUpdate : findLeadInScope
  const lead = await find(db, leadId, scope)
  if (!lead) throw notFound('Lead')
  return lead
}
