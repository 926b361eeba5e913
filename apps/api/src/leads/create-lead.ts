import type { CreateLeadInput } from '@leadglass/contracts/leads.ts'
import { type Context, inTransaction } from '../context.ts'
import type { Db } from '../db/db.ts'
import { AppError, invalidField } from '../errors.ts'
import { notify } from '../notifications/notify.ts'
import { activeModel } from '../scoring/active-model.ts'
import { nextHotAlert } from '../scoring/hot-alert.ts'
import { scoreLeadAt } from '../scoring/score-lead-at.ts'
import { findActiveUser } from '../users/find-active-user.ts'
import { announceHotLead } from './announce-hot-lead.ts'
import { leadCreated } from './audited-lead.ts'
import { refuseTakenEmail } from './change-lead.ts'
import { canChooseOwner } from './lead-policy.ts'
import type { LeadRow } from './lead-repository.ts'
import { insertLead } from './lead-write-repository.ts'
import { emptyProfile, profileLead } from './profile-lead.ts'
import { recordOutcome } from './record-outcome.ts'
import { isClosed, stageLead, unstaged } from './stage-lead.ts'

/** Creates a lead, scored, with its first history row and timeline entry; a rep owns what the rep creates. */
export async function createLead(
  ctx: Context,
  { status, owner_id, ...fields }: CreateLeadInput,
  phoneRegion: string,
): Promise<LeadRow> {
  const ownerId = await ownerOf(ctx, owner_id)
  const model = await activeModel(ctx.db)
  const profile = profileLead({ ...emptyProfile, name: fields.name }, fields, phoneRegion)
  const stage = stageLead(unstaged, status ?? 'new', ctx.now)
  const scored = { ...profile, status: stage.status, created_at: ctx.now.toISOString() }
  const score = scoreLeadAt(model, scored, [], ctx.now)
  const untold = { hot_alerted_at: null, status: stage.status }
  const alert = nextHotAlert(untold, score, model.compiled.model.thresholds, ctx.now)
  const { hotAlertedAt } = alert
  const write = {
    before: null,
    score,
    at: ctx.now,
    modelId: model.id,
    trigger: 'created',
    hotAlertedAt,
  } as const
  const audit = leadCreated(ctx, { ...profile, status: stage.status, owner_id: ownerId })

  const insert = (db: Db) =>
    insertLead(db, { profile, stage, ownerId, actor: ctx.actor, write, audit }).catch(refuseTakenEmail)
  const owner = ownerId !== null && ownerId !== ctx.actor.id ? ownerId : null
  if (!owner && !alert.tells && !isClosed(stage.status)) return insert(ctx.db)
  return inTransaction(ctx, async (tx) => {
    const lead = await insert(tx.db)
    await recordOutcome(tx, null, lead)
    if (owner) await notify(tx.db, [newLeadNotice(owner, lead)])
    if (alert.tells) await announceHotLead(tx.db, lead, score)
    return lead
  })
}

async function ownerOf(ctx: Context, chosen: string | null | undefined): Promise<string | null> {
  if (!canChooseOwner(ctx.actor)) {
    if (chosen && chosen !== ctx.actor.id)
      throw new AppError('not_allowed', 'A rep creates leads for themself')
    return ctx.actor.id
  }
  if (!chosen) return null
  const owner = await findActiveUser(ctx.db, chosen)
  if (!owner) throw invalidField('owner_id', 'is not a user')
  if (!owner.is_active) throw new AppError('assignee_inactive', `${owner.full_name} is not active`)
  if (owner.role !== 'sales_rep') throw new AppError('assignee_not_a_rep', `${owner.full_name} is not a rep`)
  return owner.id
}

function newLeadNotice(userId: string, lead: LeadRow) {
  return {
    userId,
    type: 'lead_assigned' as const,
    title: 'New lead for you',
    message: `${lead.name} was created and assigned to you`,
    link: `/leads/${lead.id}`,
    leadId: lead.id,
  }
}
