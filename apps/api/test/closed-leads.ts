import type { Classification } from '@leadglass/contracts/scoring.ts'
import type { TestApi } from './test-api.ts'

/** A closed lead of a test. Judged only where it says how. */
export type ClosedLead = {
  won: boolean
  closedAt: Date
  createdAt?: Date
  name?: string
  title?: string
  ownerId?: string
  /** When it asked for a demo. */
  demoAt?: Date
  judged?: {
    score: number
    rulesScore?: number
    classification?: Classification
    winProbability?: number | null
    heldOut?: boolean
  }
}

/** Closed leads with their outcomes, straight in the database; answers their ids in the same order. */
export async function plantClosed(
  { db }: Pick<TestApi, 'db'>,
  leads: readonly ClosedLead[],
): Promise<string[]> {
  const { rows } = await db.pool.query<{ ids: string[] }>(
    `with t as (
       select uuid_v7() as id, t.* from jsonb_to_recordset($1) as t (
         place int, won boolean, closed_at timestamptz, created_at timestamptz, name text, title text, owner_id uuid,
         demo_at timestamptz, score int, rules_score int, classification classification, win_probability float8,
         held_out boolean)
     ), v as (select id as version_id from scoring_models where is_active), lead as (
       insert into leads (id, name, title, owner_id, status, closed_at, created_at, scoring_model_id)
       select id, name, title, owner_id, case when won then 'won' else 'lost' end::lead_status, closed_at, created_at,
              version_id
         from t cross join v
     ), demo as (
       insert into activities (lead_id, activity_type, occurred_at, created_at)
       select id, 'demo_request', demo_at, demo_at from t where demo_at is not null
     ), outcome as (
       insert into lead_outcomes (lead_id, won, closed_at, score, classification, scoring_model_id, recorded_at)
       select id, won, closed_at, 0, 'cold', version_id, closed_at from t cross join v
     ), judged as (
       insert into judged_outcomes (scoring_model_id, lead_id, score, classification, win_probability, rules_score,
                                    held_out)
       select version_id, id, score, classification, win_probability, rules_score, held_out
         from t cross join v where score is not null
     )
     select array_agg(id order by place) as ids from t`,
    [JSON.stringify(leads.map(rowOf))],
  )
  return rows[0]?.ids ?? []
}

function rowOf({ judged, ...lead }: ClosedLead, place: number) {
  return {
    place,
    won: lead.won,
    closed_at: lead.closedAt,
    created_at: lead.createdAt ?? new Date(lead.closedAt.getTime() - 30 * 86_400_000),
    name: lead.name ?? `Closed ${place}`,
    title: lead.title,
    owner_id: lead.ownerId,
    demo_at: lead.demoAt,
    score: judged?.score,
    rules_score: judged && (judged.rulesScore ?? judged.score),
    classification: judged && (judged.classification ?? classOf(judged.score)),
    win_probability: judged?.winProbability ?? null,
    held_out: judged && (judged.heldOut ?? false),
  }
}

function classOf(score: number): Classification {
  return score >= 80 ? 'hot' : score >= 50 ? 'warm' : 'cold'
}
