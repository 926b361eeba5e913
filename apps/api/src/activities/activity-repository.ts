import type { ActivityListQuery } from '@leadglass/contracts/activities.ts'
import type { Db } from '../db/db.ts'
import type { PageRequest } from '../db/paging.ts'
import {
  historyInsertion,
  type ScoreWrite,
  scoreColumns,
  scorePlaces,
  scoreValues,
} from '../db/score-write.ts'
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
  /** Whether the lead gave a sign of life by it or we made contact. */
  side: 'signal' | 'touch' | null
  write: ScoreWrite
}

/** Known from the moment of the score that it makes: what was known at any moment can be told later. */
const scoredActivity = statement<ActivityRow>(
  'insert_scored_activity',
  `with lead as (
     update leads
        set (${scoreColumns}) = (${scorePlaces(3)}),
            last_activity_at = greatest(last_activity_at, $16::timestamptz),
            last_signal_at = case when $21 = 'signal' then greatest(last_signal_at, $16) else last_signal_at end,
            last_touch_at = case when $21 = 'touch' then greatest(last_touch_at, $16) else last_touch_at end
      where id = $1 and xmin::text = $2
      returning id
   ), entry as (
     insert into activities (lead_id, user_id, activity_type, description, occurred_at, points_awarded, created_at)
     select id, $17, $18, $19, $16, $20, $8 from lead
     returning *
   ), history as (
     ${historyInsertion(3, { from: 'entry', lead: 'entry.lead_id', activity: 'entry.id' })}
   )
   select entry.id, entry.lead_id, entry.activity_type, entry.description, entry.occurred_at, entry.points_awarded,
          entry.user_id, u.full_name as user_name, entry.created_at
     from entry left join users u on u.id = $17`,
)

/** The activity, the score it makes and the history row: one statement. Null when the row changed meanwhile. */
export async function insertScoredActivity(db: Db, activity: NewScoredActivity): Promise<ActivityRow | null> {
  const [row] = await db.sql(scoredActivity, [
    activity.leadId,
    activity.rowVersion,
    ...scoreValues(activity.write),
    activity.occurredAt,
    activity.actorId,
    activity.type,
    activity.description,
    activity.points,
    activity.side,
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
