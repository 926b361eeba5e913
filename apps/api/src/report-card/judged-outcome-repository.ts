import type { Classification } from '@leadglass/contracts/scoring.ts'
import type { Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'

/** A closed lead that a version has not judged yet. */
export type UnjudgedOutcome = {
  lead_id: string
  closed_at: string
  recorded_at: string
  /** The moment whose facts are judged by. */
  at: string
  /** What models said that had not seen the lead; null where the version did not learn from it. */
  log_odds: number | null
}

/**
 * Newest first, along lead_outcomes_closed_at_lead_id_idx. The days before the outcome are those of the training, so
 * that a lead is judged by what was known of it when it was learned from.
 */
const unjudged = statement<UnjudgedOutcome>(
  'list_unjudged_outcomes',
  `select o.lead_id, o.closed_at, o.recorded_at, p.log_odds,
          greatest(l.created_at, o.closed_at - m.days * interval '1 day') as at
     from (select v.learned_model_id, coalesce((d.options ->> 'days_before_outcome')::int, 1) as days
             from scoring_models v left join learned_models d on d.id = v.learned_model_id
            where v.id = $1) m
     cross join lead_outcomes o
     join leads l on l.id = o.lead_id
     left join judged_outcomes j on j.scoring_model_id = $1 and j.lead_id = o.lead_id
     left join held_out_predictions p on p.learned_model_id = m.learned_model_id and p.lead_id = o.lead_id
    where j.lead_id is null
      and o.closed_at <= $2::timestamptz and (o.closed_at < $2::timestamptz or o.lead_id > $3::uuid)
    order by o.closed_at desc, o.lead_id limit $4`,
)

const beforeAll = ['infinity', '00000000-0000-0000-0000-000000000000'] as const

/** Those that come after `after` in the order of the list, so that a walk reads each outcome once. */
export function listUnjudgedOutcomes(
  db: Db,
  modelId: string,
  after: UnjudgedOutcome | undefined,
  limit: number,
): Promise<UnjudgedOutcome[]> {
  const place = after ? [after.closed_at, after.lead_id] : beforeAll
  return db.sql(unjudged, [modelId, ...place, limit])
}

const countOfUnjudged = statement<{ waiting: number }>(
  'count_unjudged_outcomes',
  `select count(*)::int as waiting from lead_outcomes o
    where not exists (select 1 from judged_outcomes j where j.scoring_model_id = $1 and j.lead_id = o.lead_id)`,
)

export async function countUnjudgedOutcomes(db: Db, modelId: string): Promise<number> {
  const [row] = await db.sql(countOfUnjudged, [modelId])
  return row?.waiting ?? 0
}

export type NewJudgement = {
  outcome: UnjudgedOutcome
  score: number
  classification: Classification
  winProbability: number | null
  rulesScore: number
  heldOut: boolean
}

/** An outcome that was taken back meanwhile, or came anew, has no row; one that somebody else judged keeps his. */
const insertion = statement<{ lead_id: string }>(
  'insert_judged_outcomes',
  `with held as (
     select t.*
       from unnest($2::uuid[], $3::timestamptz[], $4::smallint[], $5::classification[], $6::float8[], $7::smallint[],
                   $8::boolean[])
            as t (lead_id, recorded_at, score, classification, win_probability, rules_score, held_out)
       join lead_outcomes o on o.lead_id = t.lead_id and o.recorded_at = t.recorded_at
        for key share of o
   )
   insert into judged_outcomes (scoring_model_id, lead_id, score, classification, win_probability, rules_score,
                                held_out, judged_at)
   select $1, lead_id, score, classification, win_probability, rules_score, held_out, $9 from held
   on conflict do nothing returning lead_id`,
)

/** Answers how many were stored. */
export async function insertJudgements(
  db: Db,
  modelId: string,
  rows: readonly NewJudgement[],
  at: Date,
): Promise<number> {
  const stored = await db.sql(insertion, [
    modelId,
    rows.map(({ outcome }) => outcome.lead_id),
    rows.map(({ outcome }) => outcome.recorded_at),
    rows.map(({ score }) => score),
    rows.map(({ classification }) => classification),
    rows.map(({ winProbability }) => winProbability),
    rows.map(({ rulesScore }) => rulesScore),
    rows.map(({ heldOut }) => heldOut),
    at,
  ])
  return stored.length
}

const forgetting = statement<never>(
  'delete_old_judged_outcomes',
  `delete from judged_outcomes
    where scoring_model_id in (
      select id from scoring_models where not is_active order by version desc offset $1)`,
)

/** A version that is long out of force never comes back: a roll-back is a version of its own. */
export async function deleteOldJudgements(db: Db, keptVersions: number): Promise<void> {
  await db.sql(forgetting, [keptVersions])
}
