import type { Classification } from '@leadglass/contracts/scoring.ts'
import type { Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'

/** A score that stands or stood, as it was stored: `at` is the moment it speaks of. */
export type ScorePoint = {
  at: string
  score: number
  classification: Classification
  engagement: number
  buying_signals: number
  demographic_fit: number
  win_probability: number | null
  scoring_model_id: string
}

const change = `select created_at as at, new_score as score, engagement_score as engagement,
    buying_score as buying_signals, fit_score as demographic_fit, new_classification as classification,
    win_probability, scoring_model_id
  from score_history`

const changeById = statement<ScorePoint>('find_score_change', `${change} where lead_id = $1 and id = $2`)

/** An entry of the history. */
export async function findScoreChange(db: Db, leadId: string, id: string): Promise<ScorePoint | null> {
  const [row] = await db.sql(changeById, [leadId, id])
  return row ?? null
}

/** Index: score_history (lead_id, created_at desc, id desc). */
const standingChange = statement<ScorePoint>(
  'find_standing_score_change',
  `${change} where lead_id = $1 and created_at <= $2 order by created_at desc, id desc limit 1`,
)

/** The entry of the history that stood at a moment. */
export async function findStandingChange(db: Db, leadId: string, at: Date): Promise<ScorePoint | null> {
  const [row] = await db.sql(standingChange, [leadId, at])
  return row ?? null
}

export type ActivityBetween = { id: string; activity_type: string; occurred_at: string }

/** Backdated ones as well: those that were known at the end and not at the beginning. */
const activitiesBetween = statement<ActivityBetween>(
  'list_activities_between',
  `select id, activity_type, occurred_at
     from activities
    where lead_id = $1 and occurred_at <= $3 and created_at <= $3
      and (occurred_at > $2 or created_at > $2) and activity_type <> all ($4::text[])
    order by occurred_at desc, id desc limit $5`,
)

/** What became known of a lead between two moments, newest first. */
export function listActivitiesBetween(
  db: Db,
  leadId: string,
  { from, to }: { from: Date; to: Date },
  { leaveOut, limit }: { leaveOut: readonly string[]; limit: number },
): Promise<ActivityBetween[]> {
  return db.sql(activitiesBetween, [leadId, from, to, leaveOut, limit])
}
