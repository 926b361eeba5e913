import type { LeadProfile } from '@leadglass/contracts/leads.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/db.ts'
import { isUniqueViolation } from '../db/db-errors.ts'
import { AppError } from '../errors.ts'
import type { ActiveModel } from '../scoring/active-model.ts'
import { nextHotAlert } from '../scoring/hot-alert.ts'
import { mostCounted } from '../scoring/most-counted.ts'
import { scoreLeadAt, scoringMoment } from '../scoring/score-lead-at.ts'
import { leadChanged } from './audited-lead.ts'
import type { LeadRow } from './lead-repository.ts'
import type { LeadStage } from './lead-write-repository.ts'
import { updateLeadRow } from './lead-write-repository.ts'
import { loadScoringInputs, type ScoringInputs } from './load-scoring-inputs.ts'
import { saveScore } from './save-score.ts'

/** What a change makes of a lead; throws to refuse it. */
export type LeadEdit = (lead: ScoringInputs) => {
  profile: LeadProfile
  stage: LeadStage
  /** Why, for the audit log. */
  reason?: string | null
}

/**
 * One try to change a lead and score it again; null when somebody else wrote it meanwhile. The model is the caller's: a
 * transaction that asks for it over another connection waits for one while it holds one, and many of them for ever.
 */
export async function changeLead(
  ctx: Context,
  db: Db,
  edit: LeadEdit,
  { model, ...target }: { leadId: string; lock: boolean; model: ActiveModel },
): Promise<{ before: ScoringInputs; after: LeadRow } | null> {
  const lead = await loadScoringInputs(db, ctx.actor, target.leadId, mostCounted(model.compiled), {
    lock: target.lock,
  })
  const { profile, stage, reason } = edit(lead)
  const at = scoringMoment(ctx.now, lead.scored_at)
  const score = scoreLeadAt(model, { ...lead, ...profile, status: stage.status }, lead.activities, at)
  const audit = leadChanged(ctx, lead, { ...profile, status: stage.status, reason: reason ?? null })
  const change = { leadId: target.leadId, rowVersion: lead.row_version, profile, stage, audit }
  const told = { hot_alerted_at: lead.hot_alerted_at, status: stage.status }
  const alert = nextHotAlert(told, score, model.compiled.model.thresholds, at)
  const { hotAlertedAt } = alert
  const write = { before: lead, score, at, modelId: model.id, trigger: 'edited', hotAlertedAt } as const
  const after = await saveScore(ctx, db, { lead: { ...lead, ...profile }, score, alert }, (on) =>
    updateLeadRow(on, { ...change, write }).catch(refuseTakenEmail),
  )
  return after && { before: lead, after }
}

/** One lead per e-mail address (R094). */
export function refuseTakenEmail(error: unknown): never {
  if (isUniqueViolation(error, 'leads_email_key')) {
    throw new AppError('lead_already_exists', 'A lead with this e-mail already exists', {
      cause: error,
      fields: [{ field: 'email', message: 'belongs to a lead that already exists' }],
    })
  }
  throw error
}
