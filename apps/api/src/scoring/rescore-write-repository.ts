import type { Classification, ScoreTrigger } from '@leadglass/contracts/scoring.ts'
import type { LeadScore } from '@leadglass/scoring'
import type { Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'

/** What a write needs of a lead: thousands wait to be written. */
export type ScoredLead = {
  id: string
  name: string
  company: string | null
  owner_id: string | null
  current_score: number
  classification: Classification
  scored_at: string
}

export type NewScore = {
  lead: ScoredLead
  score: LeadScore
  at: Date
  hotAlertedAt: string | null
  /** Somebody is to be told that the lead has become hot. */
  tells: boolean
}

/** What came of a batch: how many were written, and those of them that somebody is to be told of. */
export type RescoreWritten = { count: number; told: string[] }

/**
 * A lead that somebody moved since it was read keeps what they made of it, and a version that is no longer in force
 * writes nothing. Nobody waits for the disk: what a crash of the server loses is scored again by the next run.
 */
const writing = statement<{ in_force: boolean; count: number; told: string[] | null }>(
  'set_rescored_leads',
  `with version as materialized (
     select id, set_config('synchronous_commit', 'off', true) from scoring_models where id = $13 and is_active
   ), fresh as (
     select * from unnest($1::uuid[], $2::timestamptz[], $3::int[], $4::int[], $5::int[], $6::int[],
                          $7::classification[], $8::real[], $9::timestamptz[], $10::int[], $11::classification[],
                          $12::timestamptz[], $15::boolean[])
       as t (id, scored_before, total, engagement, buying, fit, class, probability, alerted_at, old_total, old_class,
             at, tells)
   ), moved as (
     update leads l
        set current_score = fresh.total, engagement_score = fresh.engagement, buying_score = fresh.buying,
            fit_score = fresh.fit, classification = fresh.class, win_probability = fresh.probability,
            hot_alerted_at = fresh.alerted_at, scored_at = fresh.at, scoring_model_id = version.id
       from fresh cross join version
      where l.id = fresh.id and l.scored_at = fresh.scored_before
      returning fresh.*
   ), history as (
     insert into score_history (lead_id, old_score, old_classification, new_score, engagement_score, buying_score,
                                fit_score, new_classification, win_probability, trigger, scoring_model_id, created_at)
     select id, old_total, old_class, total, engagement, buying, fit, class, probability, $14::score_trigger, $13, at
       from moved
      where (old_total, old_class) is distinct from (total, class)
   )
   select exists (select 1 from version) as in_force, count(*)::int as count,
          array_agg(id) filter (where tells) as told
     from moved`,
)

/** Writes the scores of a batch with their history rows; null when the version is no longer in force. */
export async function setRescoredLeads(
  db: Db,
  scores: readonly NewScore[],
  { modelId, trigger }: { modelId: string; trigger: ScoreTrigger },
): Promise<RescoreWritten | null> {
  const column = <T>(pick: (score: NewScore) => T) => scores.map(pick)
  const [row] = await db.sql(writing, [
    column(({ lead }) => lead.id),
    column(({ lead }) => lead.scored_at),
    column(({ score }) => score.total),
    column(({ score }) => score.breakdown.engagement),
    column(({ score }) => score.breakdown.buying_signals),
    column(({ score }) => score.breakdown.demographic_fit),
    column(({ score }) => score.classification),
    column(({ score }) => score.winProbability),
    column(({ hotAlertedAt }) => hotAlertedAt),
    column(({ lead }) => lead.current_score),
    column(({ lead }) => lead.classification),
    column(({ at }) => at),
    modelId,
    trigger,
    column(({ tells }) => tells),
  ])
  return row?.in_force ? { count: row.count, told: row.told ?? [] } : null
}
