import type { Context } from '../context.ts'
import { findVisibleLead } from '../leads/find-visible-lead.ts'
import { findLiveOverride, type LiveOverride } from './find-live-override.ts'
import { listVerdictsOfLead, type VerdictRow } from './verdict-repository.ts'

export type LeadVerdicts = { verdicts: VerdictRow[]; override: LiveOverride | null }

export async function listLeadVerdicts(ctx: Context, leadId: string): Promise<LeadVerdicts> {
  const lead = await findVisibleLead(ctx.db, ctx.actor, leadId)
  const [verdicts, override] = await Promise.all([
    listVerdictsOfLead(ctx.db, lead.id),
    findLiveOverride(ctx.db, lead.id, ctx.now),
  ])
  return { verdicts, override }
}
