import type { LeadInsights } from '@leadglass/contracts/insights.ts'
import type { Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'

/** What a provider wrote. */
export type InsightText = Pick<LeadInsights, 'explanation' | 'talking_points' | 'next_action'>

/** What the lead itself and its ledger do not tell: work that was planned, notes, and a text that is there already. */
export type InsightContext = {
  last_signal_at: string | null
  last_touch_at: string | null
  follow_up_at: string | null
  note_count: number
  newest_note_type: string | null
  newest_note_at: string | null
  kept_facts: string | null
  kept_provider: string | null
  kept_model: string | null
  kept_content: InsightText | null
  kept_at: string | null
}

const context = statement<InsightContext>(
  'find_insight_context',
  `select l.last_signal_at, l.last_touch_at, m.follow_up_at, coalesce(n.count, 0) as note_count,
          n.newest_type as newest_note_type, n.newest_at as newest_note_at, i.facts as kept_facts,
          i.provider as kept_provider, i.model as kept_model, i.content as kept_content, i.created_at as kept_at
     from leads l
     left join work_marks m on m.lead_id = l.id and m.user_id = l.owner_id
     left join lateral (
       select count(*)::int as count, max(created_at) as newest_at,
              (array_agg(note_type::text order by created_at desc))[1] as newest_type
         from notes where lead_id = l.id
       having count(*) > 0
     ) n on true
     left join lead_insights i on i.lead_id = l.id
    where l.id = $1`,
)

export async function findInsightContext(db: Db, leadId: string): Promise<InsightContext | null> {
  const [row] = await db.sql(context, [leadId])
  return row ?? null
}

export type KeptInsight = {
  leadId: string
  facts: string
  provider: string
  model: string
  content: InsightText
  at: Date
}

const keeping = statement<{ lead_id: string }>(
  'set_lead_insight',
  `insert into lead_insights (lead_id, facts, provider, model, content, created_at)
   select id, $2, $3, $4, $5::jsonb, $6 from leads where id = $1
   on conflict (lead_id) do update
      set facts = excluded.facts, provider = excluded.provider, model = excluded.model,
          content = excluded.content, created_at = excluded.created_at`,
)

/** Keeps a text in place of the one before; a lead that is gone has none. */
export async function setLeadInsight(db: Db, kept: KeptInsight): Promise<void> {
  const content = JSON.stringify(kept.content)
  await db.sql(keeping, [kept.leadId, kept.facts, kept.provider, kept.model, content, kept.at])
}

export type AiCall = {
  at: Date
  provider: string
  model: string
  feature: 'insights'
  inputTokens: number
  outputTokens: number
  durationMs: number
  errorType: string | null
}

const calling = statement<{ id: string }>(
  'insert_ai_call',
  `insert into ai_calls (at, provider, model, feature, input_tokens, output_tokens, duration_ms, error_type)
   values ($1, $2, $3, $4, $5, $6, $7, $8)`,
)

/** One line in the log of what texts cost. */
export async function insertAiCall(db: Db, call: AiCall): Promise<void> {
  const { at, provider, model, feature, inputTokens, outputTokens, durationMs, errorType } = call
  await db.sql(calling, [at, provider, model, feature, inputTokens, outputTokens, durationMs, errorType])
}
