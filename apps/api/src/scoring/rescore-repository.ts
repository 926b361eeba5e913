import type { Classification } from '@leadglass/contracts/scoring.ts'
import type { FieldValue } from '@leadglass/scoring'
import type { Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'
import type { ScoredProfile } from './lead-facts.ts'

export type RescoredLead = ScoredProfile & {
  id: string
  metadata: Record<string, FieldValue>
  current_score: number
  engagement_score: number
  buying_score: number
  fit_score: number
  classification: Classification
  scored_at: string
  scoring_model_id: string
  activity_facts: [id: string, type: string, at: number][]
}

/** The newest $3 activities of each type: no model counts more, and a total needs no older ones. */
const batch = statement<RescoredLead>(
  'list_leads_to_rescore',
  `select l.id, l.name, l.email, l.phone, l.company, l.title, l.industry, l.company_size, l.country, l.location,
          l.source, l.status, l.estimated_value, l.metadata, l.created_at, l.current_score, l.engagement_score,
          l.buying_score, l.fit_score, l.classification, l.scored_at, l.scoring_model_id,
          coalesce((
            select json_agg(json_build_array(f.id, f.activity_type, f.at))
              from (select a.id, a.activity_type, (extract(epoch from a.occurred_at) * 1000)::bigint as at,
                           row_number() over (partition by a.activity_type
                                              order by a.occurred_at desc, a.id desc) as rank
                      from activities a where a.lead_id = l.id) f
             where f.rank <= $3), '[]') as activity_facts
     from leads l
    where $1::uuid is null or l.id > $1
    order by l.id limit $2`,
)

/** The next leads by id, with what their scores are made from. */
export function listLeadsToRescore(db: Db, after: string | null, limit: number, perType: number) {
  return db.sql(batch, [after, limit, perType])
}

export type NewScore = {
  lead: RescoredLead
  total: number
  engagement: number
  buyingSignals: number
  demographicFit: number
  classification: Classification
}

/** A lead that somebody moved since it was read keeps what they made of it. */
const writing = statement<{ id: string }>(
  'set_rescored_leads',
  `with fresh as (
     select * from unnest($1::uuid[], $2::timestamptz[], $3::int[], $4::int[], $5::int[], $6::int[],
                          $7::classification[], $8::int[], $9::classification[])
       as t (id, scored_before, total, engagement, buying, fit, class, old_total, old_class)
   ), moved as (
     update leads l
        set current_score = fresh.total, engagement_score = fresh.engagement, buying_score = fresh.buying,
            fit_score = fresh.fit, classification = fresh.class, scored_at = $10, scoring_model_id = $11
       from fresh
      where l.id = fresh.id and l.scored_at = fresh.scored_before
      returning l.id
   ), history as (
     insert into score_history (lead_id, old_score, old_classification, new_score, engagement_score, buying_score,
                                fit_score, new_classification, trigger, scoring_model_id, created_at)
     select fresh.id, fresh.old_total, fresh.old_class, fresh.total, fresh.engagement, fresh.buying, fresh.fit,
            fresh.class, $12::score_trigger, $11, $10
       from fresh join moved on moved.id = fresh.id
      where (fresh.old_total, fresh.old_class) is distinct from (fresh.total, fresh.class)
   )
   select id from moved`,
)

/** Writes the scores of a batch with their history rows; answers how many were written. */
export async function setRescoredLeads(
  db: Db,
  scores: readonly NewScore[],
  run: { at: Date; modelId: string; trigger: 'decay' | 'model' },
): Promise<number> {
  const column = <T>(pick: (score: NewScore) => T) => scores.map(pick)
  const rows = await db.sql(writing, [
    column((score) => score.lead.id),
    column((score) => score.lead.scored_at),
    column((score) => score.total),
    column((score) => score.engagement),
    column((score) => score.buyingSignals),
    column((score) => score.demographicFit),
    column((score) => score.classification),
    column((score) => score.lead.current_score),
    column((score) => score.lead.classification),
    run.at,
    run.modelId,
    run.trigger,
  ])
  return rows.length
}
