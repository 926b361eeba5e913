import type { Actor } from '@leadglass/contracts/auth.ts'
import type { Db } from '../db/db.ts'
import { notFound } from '../errors.ts'
import { seesAllLeads } from './lead-policy.ts'
import { findLeadInScopeForUpdate } from './lead-repository.ts'
import { findScoringInputs, type ScoringInputsRow } from './scoring-inputs-repository.ts'

/** A lead with the activities that can matter to its score, and the version of the row they were read at. */
export type ScoringInputs = ScoringInputsRow

/**
 * Loads what a score is made from, in one statement; 404 for a lead out of sight. With `lock`, the row is locked
 * by a statement of its own first: one that waits for a lock reads everything else as it was before the wait.
 */
export async function loadScoringInputs(
  db: Db,
  actor: Actor,
  leadId: string,
  perType: number,
  options: { lock?: boolean } = {},
): Promise<ScoringInputs> {
  const scope = { actor, seesAll: seesAllLeads(actor) }
  if (options.lock) await findLeadInScopeForUpdate(db, leadId, scope)
  const row = await findScoringInputs(db, leadId, scope, perType)
  if (!row) throw notFound('Lead')
  return row
}
