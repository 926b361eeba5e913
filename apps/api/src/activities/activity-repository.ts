import type { ActivityListQuery } from '@leadglass/contracts/activities.ts'
import type { Db } from '../db/db.ts'
import type { PageRequest } from '../db/paging.ts'
import { isChange, type ScoreWrite, scoreValues } from '../db/score-write.ts'
import { composedStatement, statement } from '../db/sql.ts'

export type ActivityRow = {
  id: string
  lead_id: string
  activity_type: string
  description: string | null
  occurred_at: string
  points_awarded: number
  user_id: string | null
  user_name: string | null
  created_at: string
}

export type NewScoredActivity = {
  leadId: string
  rowVersion: string
  actorId: string
  type: string
  description: string | null
  occurredAt: Date
  points: number
  now: Date
  write: ScoreWrite
}

const scoredActivity = statement<ActivityRow>(
  'insert_scored_activity',
  `with lead as (
     update leads
        set current_score = $3, engagement_score = $4, buying_score = $5, fit_score = $6,
            classification = $7::classification, scored_at = $8, scoring_model_id = $9,
            last_activity_at = greatest(last_activity_at, $10)
      where id = $1 and xmin::text = $2
      returning id
   ), entry as (
     insert into activities (lead_id, user_id, activity_type, description, occurred_at, points_awarded, created_at)
     select id, $11, $12, $13, $10, $14, $15 from lead
     returning *
   ), history as (
     insert into score_history (lead_id, old_score, old_classification, new_score, engagement_score, buying_score,
                                fit_score, new_classification, trigger, trigger_activity_id, scoring_model_id,
                                created_at)
     select $1, $16, $17::classification, $3, $4, $5, $6, $7::classification, $18::score_trigger, entry.id, $9, $8
       from entry where $19
   )
   select entry.id, entry.lead_id, entry.activity_type, entry.description, entry.occurred_at, entry.points_awarded,
          entry.user_id, u.full_name as user_name, entry.created_at
     from entry left join users u on u.id = $11`,
)

/** The activity, the score it makes and the history row: one statement. Null when the row changed meanwhile. */
export async function insertScoredActivity(db: Db, activity: NewScoredActivity): Promise<ActivityRow | null> {
  const { write } = activity
  const [row] = await db.sql(scoredActivity, [
    activity.leadId,
    activity.rowVersion,
    ...scoreValues(write),
    activity.occurredAt,
    activity.actorId,
    activity.type,
    activity.description,
    activity.points,
    activity.now,
    write.before?.current_score ?? null,
    write.before?.classification ?? null,
    write.trigger,
    isChange(write),
  ])
  return row ?? null
}

const systemActivity = statement<{ id: string }>(
  'insert_system_activity',
  `insert into activities (lead_id, user_id, activity_type, description, occurred_at, created_at)
   values ($1, $2, $3, $4, $5, $5)`,
)

export type NewSystemActivity = {
  leadId: string
  actorId: string
  type: string
  description: string | null
  at: Date
}

/** An entry that the product writes itself; it does not touch the score. */
export async function insertSystemActivity(db: Db, entry: NewSystemActivity): Promise<void> {
  await db.sql(systemActivity, [entry.leadId, entry.actorId, entry.type, entry.description, entry.at])
}

type ActivityFilter = Pick<ActivityListQuery, 'activity_type'>

/** One page of a lead's timeline, newest first. Index: activities (lead_id, occurred_at desc, id desc). */
export async function listLeadActivities(db: Db, leadId: string, filter: ActivityFilter, page: PageRequest) {
  const ofType = '($4::text is null or a.activity_type = $4)'
  const after = page.after ? 'and (a.occurred_at, a.id) < ($5::timestamptz, $6::uuid)' : ''
  const counted = page.after
    ? 'select 0 as total'
    : `select count(*)::int as total
         from (select 1 from activities a where a.lead_id = $1 and ${ofType} limit 10001) s`
  const rows = await db.sql(
    composedStatement<ActivityRow & { total: number }>(`
      with page as (
        select a.id, a.lead_id, a.activity_type, a.description, a.occurred_at, a.points_awarded, a.user_id,
               u.full_name as user_name, a.created_at
          from activities a left join users u on u.id = a.user_id
         where a.lead_id = $1 and ${ofType} ${after}
         order by a.occurred_at desc, a.id desc limit $2 offset $3
      ), counted as (${counted})
      select counted.total, page.* from counted left join page on true`),
    [leadId, page.perPage + 1, page.offset, filter.activity_type ?? null, ...(page.after ?? [])],
  )
  return { total: rows[0]?.total ?? 0, rows: rows.filter((row) => row.id !== null) }
}
