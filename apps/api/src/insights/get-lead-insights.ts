import { setTimeout as sleep } from 'node:timers/promises'
import type { LeadInsights } from '@leadglass/contracts/insights.ts'
import type { Context } from '../context.ts'
import { failureWords } from '../text-provider/provider-error.ts'
import { type InsightFact, listInsightFacts } from './insight-facts.ts'
import type { InsightContext } from './insight-repository.ts'
import type { InsightWriter, WriterOutcome } from './insight-writer.ts'
import { loadLeadStory } from './load-lead-story.ts'
import { writeByRules } from './write-by-rules.ts'

/** A page that opens waits no longer than this for somebody else's server; the text is kept for the next look. */
const patienceMs = 3_000

export type InsightRequest = { writer: InsightWriter | null; isRefresh: boolean }

/**
 * Talking points and the next best action: by the provider where one is configured and willing, else by rules, and the
 * answer says which and why (R100, R137). A refresh asks the provider again and waits for it.
 */
export async function getLeadInsights(
  ctx: Context,
  leadId: string,
  { writer, isRefresh }: InsightRequest,
): Promise<LeadInsights> {
  const { story, kept } = await loadLeadStory(ctx, leadId)
  const facts = listInsightFacts(story)
  const whole = { lead_id: leadId, facts }
  const byRules = (note: string | null): LeadInsights => ({
    ...whole,
    ...writeByRules(story, facts, ctx.now.getTime()),
    ...{ source: 'rules', provider: null, model: null, note, created_at: ctx.now.toISOString() },
  })
  if (!writer) return byRules(null)
  const byProvider = { ...whole, source: 'provider' as const, provider: writer.provider, model: writer.model }
  const known = isRefresh ? null : keptText(kept, writer, facts)
  if (known) return { ...byProvider, ...known, note: null }
  const outcome = await withPatience(writer.write(leadId, facts), isRefresh)
  if (outcome === null) return byRules('Written by rules: the provider’s text is still on its way')
  if ('failure' in outcome) return byRules(`Written by rules: ${failureWords[outcome.failure]}`)
  return { ...byProvider, ...outcome.content, note: null, created_at: outcome.at.toISOString() }
}

/** The text that is there, when it was written from these very facts by this model. */
function keptText(kept: InsightContext, writer: InsightWriter, facts: readonly InsightFact[]) {
  const { kept_content: content, kept_at: at } = kept
  if (!content || !at || kept.kept_facts !== writer.fingerprint(facts)) return null
  return { ...content, created_at: at }
}

/** Null when patience ends first; the writing goes on. */
function withPatience(writing: Promise<WriterOutcome>, isPatient: boolean): Promise<WriterOutcome | null> {
  return isPatient ? writing : Promise.race([writing, sleep(patienceMs, null, { ref: false })])
}
