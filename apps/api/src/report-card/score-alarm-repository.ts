import type { Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'

/** How many leads of a class were closed, and how many of them won. */
export type ClassCount = { rows: number; won: number }
export type HotAndWarm = { hot: ClassCount; warm: ClassCount }

const counts = statement<{ hot: number; hot_won: number; warm: number; warm_won: number }>(
  'count_hot_and_warm',
  `select count(*) filter (where j.classification = 'hot')::int as hot,
          count(*) filter (where j.classification = 'hot' and o.won)::int as hot_won,
          count(*) filter (where j.classification = 'warm')::int as warm,
          count(*) filter (where j.classification = 'warm' and o.won)::int as warm_won
     from lead_outcomes o join judged_outcomes j on j.scoring_model_id = $1 and j.lead_id = o.lead_id
    where o.closed_at > $2 and o.closed_at <= $3`,
)

/** Of the leads that were closed in a time, judged by a version. */
export async function countHotAndWarm(
  db: Db,
  modelId: string,
  { from, to }: { from: Date; to: Date },
): Promise<HotAndWarm> {
  const [row] = await db.sql(counts, [modelId, from, to])
  return {
    hot: { rows: row?.hot ?? 0, won: row?.hot_won ?? 0 },
    warm: { rows: row?.warm ?? 0, won: row?.warm_won ?? 0 },
  }
}

const insertion = statement<{ id: string }>(
  'insert_score_alarm',
  `insert into score_alarms (scoring_model_id, raised_at, hot_rows, hot_won, warm_rows, warm_won)
   values ($1, $2, $3, $4, $5, $6) on conflict (scoring_model_id) where ended_at is null do nothing returning id`,
)

/** False when the alarm of this version is raised already. */
export async function insertAlarm(
  db: Db,
  modelId: string,
  at: Date,
  { hot, warm }: HotAndWarm,
): Promise<boolean> {
  const rows = await db.sql(insertion, [modelId, at, hot.rows, hot.won, warm.rows, warm.won])
  return rows.length > 0
}

const ending = statement<never>(
  'end_score_alarm',
  'update score_alarms set ended_at = greatest(raised_at, $2) where scoring_model_id = $1 and ended_at is null',
)

export async function endAlarm(db: Db, modelId: string, at: Date): Promise<void> {
  await db.sql(ending, [modelId, at])
}

const endingOthers = statement<never>(
  'end_score_alarms_of_others',
  'update score_alarms set ended_at = greatest(raised_at, $2) where scoring_model_id <> $1 and ended_at is null',
)

/** The alarm of a version ends with it. */
export async function endAlarmsOfOthers(db: Db, modelId: string, at: Date): Promise<void> {
  await db.sql(endingOthers, [modelId, at])
}

const open = statement<{ id: string }>(
  'find_open_score_alarm',
  'select id from score_alarms where scoring_model_id = $1 and ended_at is null',
)

export async function hasOpenAlarm(db: Db, modelId: string): Promise<boolean> {
  return (await db.sql(open, [modelId])).length > 0
}
