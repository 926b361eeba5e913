import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { getLead } from '../leads/get-lead.ts'
import { getLeadScore } from '../scoring/get-lead-score.ts'
import { findInsightContext, type InsightContext } from './insight-repository.ts'
import type { LeadStory } from './lead-story.ts'

/** Everything that insights are made from, and the text that was kept; 404 for a lead out of sight. */
export async function loadLeadStory(
  ctx: Context,
  leadId: string,
): Promise<{ story: LeadStory; kept: InsightContext }> {
  const lead = await getLead(ctx, leadId)
  const [{ settled, model }, kept] = await Promise.all([
    getLeadScore(ctx, leadId),
    findInsightContext(ctx.db, leadId),
  ])
  if (!kept) throw notFound('Lead')
  const story: LeadStory = {
    name: lead.name,
    company: lead.company,
    title: lead.title,
    industry: lead.industry,
    companySize: lead.company_size,
    country: lead.country,
    source: lead.source,
    estimatedValue: lead.estimated_value,
    hasPhone: lead.phone !== null,
    hasEmail: lead.email !== null,
    status: lead.status,
    score: settled.total,
    classification: settled.classification,
    winProbability: settled.winProbability,
    modelVersion: model.version,
    terms: settled.terms.map(({ label, points, evidence }) => ({
      label,
      points,
      activityIds: 'activityIds' in evidence ? evidence.activityIds : [],
      field: evidence.kind === 'field' ? evidence.field : null,
    })),
    activities: lead.recent.map(([id, type, , at]) => ({ id, type, at: Date.parse(at) })),
    lastSignalAt: momentOf(kept.last_signal_at),
    lastTouchAt: momentOf(kept.last_touch_at),
    followUpAt: momentOf(kept.follow_up_at),
    notes: {
      count: kept.note_count,
      newestType: kept.newest_note_type,
      newestAt: momentOf(kept.newest_note_at),
    },
  }
  return { story, kept }
}

function momentOf(text: string | null): number | null {
  return text === null ? null : Date.parse(text)
}
