import type { Tx } from '../context.ts'
import { enqueueJobOnce } from '../jobs/queue/enqueue-job-once.ts'
import { deleteOutcome, insertOrTurnOutcome } from './lead-outcome-repository.ts'
import type { LeadRow } from './lead-repository.ts'
import { isClosed } from './stage-lead.ts'

type Scored = Pick<
  LeadRow,
  'status' | 'current_score' | 'classification' | 'win_probability' | 'scoring_model_id'
>

/** Deals are often closed several at a time: they are judged together. */
const judgedAfterMs = 60_000

/**
 * Keeps how a lead ended, with the score that stood just before, for learning and for the report card; a lead that is
 * opened again has not ended. `before` is null for a lead that came closed: what is said of it is what is said now.
 */
export async function recordOutcome(
  tx: Pick<Tx, 'db' | 'now'>,
  before: Scored | null,
  after: LeadRow,
): Promise<void> {
  if (!isClosed(after.status)) {
    if (before && isClosed(before.status)) await deleteOutcome(tx.db, after.id)
    return
  }
  const said = before ?? after
  await insertOrTurnOutcome(tx.db, {
    leadId: after.id,
    won: after.status === 'won',
    closedAt: after.closed_at ?? tx.now.toISOString(),
    score: said.current_score,
    classification: said.classification,
    winProbability: said.win_probability,
    modelId: said.scoring_model_id,
    isImported: before === null,
    recordedAt: tx.now,
  })
  const runAt = new Date(tx.now.getTime() + judgedAfterMs)
  await enqueueJobOnce(tx.db, { kind: 'judge', input: {}, requestedById: null, runAt })
}
