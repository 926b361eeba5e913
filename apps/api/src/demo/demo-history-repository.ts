import type { Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'
import type {
  DemoActivity,
  DemoAssignment,
  DemoNote,
  DemoNotification,
  DemoScoreChange,
} from './demo-rows.ts'

const activities = statement(
  'demo_insert_activities',
  `insert into activities (id, lead_id, user_id, activity_type, description, occurred_at, points_awarded, created_at)
   select t.id, t.lead_id, t.user_id, t.type, t.description, t.at, t.points, t.at
     from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::timestamptz[], $7::int[])
       as t (id, lead_id, user_id, type, description, at, points)`,
)

export async function insertActivities(db: Db, rows: readonly DemoActivity[]): Promise<void> {
  await db.sql(activities, [
    rows.map(({ id }) => id),
    rows.map(({ leadId }) => leadId),
    rows.map(({ userId }) => userId),
    rows.map(({ type }) => type),
    rows.map(({ description }) => description),
    rows.map(({ at }) => moment(at)),
    rows.map(({ points }) => points),
  ])
}

const scoreChanges = statement(
  'demo_insert_score_changes',
  `insert into score_history (lead_id, old_score, old_classification, new_score, new_classification, engagement_score,
                              buying_score, fit_score, trigger, trigger_activity_id, created_at, scoring_model_id)
   select *
     from unnest($1::uuid[], $2::int[], $3::classification[], $4::int[], $5::classification[], $6::int[], $7::int[],
                 $8::int[], $9::score_trigger[], $10::uuid[], $11::timestamptz[], $12::uuid[])`,
)

export async function insertScoreChanges(db: Db, rows: readonly DemoScoreChange[]): Promise<void> {
  await db.sql(scoreChanges, [
    rows.map(({ leadId }) => leadId),
    rows.map(({ old }) => old?.total ?? null),
    rows.map(({ old }) => old?.classification ?? null),
    rows.map(({ score }) => score.total),
    rows.map(({ score }) => score.classification),
    rows.map(({ score }) => score.breakdown.engagement),
    rows.map(({ score }) => score.breakdown.buying_signals),
    rows.map(({ score }) => score.breakdown.demographic_fit),
    rows.map(({ trigger }) => trigger),
    rows.map(({ activityId }) => activityId),
    rows.map(({ at }) => moment(at)),
    rows.map(({ modelId }) => modelId),
  ])
}

const assignments = statement(
  'demo_insert_assignments',
  `insert into assignments (id, lead_id, user_id, assigned_by_id, status, is_primary, notes, previous_id, assigned_at,
                            ended_at, updated_at)
   select t.*, coalesce(t.ended_at, t.assigned_at)
     from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::assignment_status[], $6::boolean[], $7::text[],
                 $8::uuid[], $9::timestamptz[], $10::timestamptz[])
       as t (id, lead_id, user_id, assigned_by_id, status, is_primary, notes, previous_id, assigned_at, ended_at)`,
)

export async function insertAssignments(db: Db, rows: readonly DemoAssignment[]): Promise<void> {
  await db.sql(assignments, [
    rows.map(({ id }) => id),
    rows.map(({ leadId }) => leadId),
    rows.map(({ userId }) => userId),
    rows.map(({ assignedById }) => assignedById),
    rows.map(({ status }) => status),
    rows.map(({ isPrimary }) => isPrimary),
    rows.map(({ notes }) => notes),
    rows.map(({ previousId }) => previousId),
    rows.map(({ assignedAt }) => moment(assignedAt)),
    rows.map(({ endedAt }) => moment(endedAt)),
  ])
}

const notes = statement(
  'demo_insert_notes',
  `insert into notes (lead_id, author_id, note_type, content, created_at, updated_at)
   select t.lead_id, t.author_id, t.type, t.content, t.at, t.at
     from unnest($1::uuid[], $2::uuid[], $3::note_type[], $4::text[], $5::timestamptz[])
       as t (lead_id, author_id, type, content, at)`,
)

export async function insertNotes(db: Db, rows: readonly DemoNote[]): Promise<void> {
  await db.sql(notes, [
    rows.map(({ leadId }) => leadId),
    rows.map(({ authorId }) => authorId),
    rows.map(({ type }) => type),
    rows.map(({ content }) => content),
    rows.map(({ at }) => moment(at)),
  ])
}

const notifications = statement(
  'demo_insert_notifications',
  `insert into notifications (user_id, notification_type, title, message, link, lead_id, read_at, is_read, created_at)
   select t.user_id, t.type, t.title, t.message, t.link, t.lead_id, t.read_at, t.read_at is not null, t.at
     from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::timestamptz[],
                 $8::timestamptz[])
       with ordinality as t (user_id, type, title, message, link, lead_id, read_at, at, place)
    order by place`,
)

/** In the order of their times, which `seq` follows. */
export async function insertNotifications(db: Db, rows: readonly DemoNotification[]): Promise<void> {
  await db.sql(notifications, [
    rows.map(({ userId }) => userId),
    rows.map(({ type }) => type),
    rows.map(({ title }) => title),
    rows.map(({ message }) => message),
    rows.map(({ link }) => link),
    rows.map(({ leadId }) => leadId),
    rows.map(({ readAt }) => moment(readAt)),
    rows.map(({ at }) => moment(at)),
  ])
}

function moment(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}
