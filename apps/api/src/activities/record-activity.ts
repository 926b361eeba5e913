import { type RecordActivityInput, sideOfActivity } from '@leadglass/contracts/activities.ts'
import type { Classification } from '@leadglass/contracts/scoring.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/db.ts'
import { invalidField } from '../errors.ts'
import { loadScoringInputs } from '../leads/load-scoring-inputs.ts'
import { retryChanged } from '../leads/retry-changed.ts'
import { saveScore } from '../leads/save-score.ts'
import { activeModel } from '../scoring/active-model.ts'
import { nextHotAlert } from '../scoring/hot-alert.ts'
import { mostCounted } from '../scoring/most-counted.ts'
import { scoreLeadAt, scoringMoment } from '../scoring/score-lead-at.ts'
import { type ActivityRow, insertScoredActivity } from './activity-repository.ts'

/** Clocks of trackers run ahead a little; further in the future is a mistake. */
const toleratedAheadMs = 60_000

export type RecordedActivity = ActivityRow & { current_score: number; classification: Classification }

/** Records what happened with a lead; the score that follows is written in the same statement (R104). */
export async function recordActivity(
  ctx: Context,
  leadId: string,
  input: RecordActivityInput,
): Promise<RecordedActivity> {
  const attempt = await activityOf(ctx, leadId, input)
  return retryChanged(
    () => attempt(ctx.db, false),
    () => ctx.db.transaction((tx) => attempt(tx, true)),
  )
}

/**
 * The same as one part of a transaction of the caller. Prepared before it is opened, because a transaction that asks
 * for the model over another connection waits for one while it holds one.
 */
export async function prepareActivity(
  ctx: Context,
  leadId: string,
  input: RecordActivityInput,
): Promise<(tx: Db) => Promise<RecordedActivity>> {
  const attempt = await activityOf(ctx, leadId, input)
  return async (tx) => {
    const recorded = await attempt(tx, true)
    if (recorded === null) throw new Error('a locked row changed')
    return recorded
  }
}

/** One try to record it, on a database that may be a transaction; null when the lead changed meanwhile. */
async function activityOf(ctx: Context, leadId: string, input: RecordActivityInput) {
  const occurredAt = occurredAtOf(input, ctx.now)
  const model = await activeModel(ctx.db)
  const perType = mostCounted(model.compiled)

  return async (db: Db, lock: boolean): Promise<RecordedActivity | null> => {
    const lead = await loadScoringInputs(db, ctx.actor, leadId, perType, { lock })
    const at = scoringMoment(ctx.now, lead.scored_at)
    const fact = { id: 'new', type: input.activity_type, at: occurredAt.getTime() }
    const score = scoreLeadAt(model, lead, [...lead.activities, fact], at)
    const alert = nextHotAlert(lead, score, model.compiled.model.thresholds, at)
    const { hotAlertedAt } = alert
    const saved = await saveScore(ctx, db, { lead, score, alert }, (on) =>
      insertScoredActivity(on, {
        leadId,
        rowVersion: lead.row_version,
        actorId: ctx.actor.id,
        type: input.activity_type,
        description: input.description ?? null,
        // What it brought by itself; what decayed since the last score is the history's business.
        points: score.total - scoreLeadAt(model, lead, lead.activities, at).total,
        occurredAt,
        side: sideOfActivity(input.activity_type),
        write: { before: lead, score, at, modelId: model.id, trigger: 'activity', hotAlertedAt },
      }),
    )
    return saved && { ...saved, current_score: score.total, classification: score.classification }
  }
}

function occurredAtOf(input: RecordActivityInput, now: Date): Date {
  const given = input.occurred_at ? new Date(input.occurred_at) : now
  if (given.getTime() > now.getTime() + toleratedAheadMs) {
    throw invalidField('occurred_at', 'must not be in the future')
  }
  return given > now ? now : given
}
