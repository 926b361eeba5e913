import type { Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'

type Count = { count: number }

/** Deletes at most `limit` rows from before a moment; answers how many. */
export type DeleteBatch = (db: Db, before: Date, limit: number) => Promise<number>

// Rows that somebody holds are left for the next batch or the next day: nobody waits for a clean-up.
const sessions = statement<Count>(
  'delete_ended_sessions',
  `with old as (
     select id from sessions
      where expires_at < $1 or revoked_at < $1
      order by id limit $2 for update skip locked
   ), gone as (delete from sessions using old where sessions.id = old.id returning 1)
   select count(*)::int as count from gone`,
)

/** Along audit_logs_created_at_id_idx. */
const auditLogs = statement<Count>(
  'delete_old_audit_logs',
  `with old as (select id from audit_logs where created_at < $1 order by created_at, id limit $2),
   gone as (delete from audit_logs using old where audit_logs.id = old.id returning 1)
   select count(*)::int as count from gone`,
)

const minutes = statement<Count>(
  'delete_old_service_minutes',
  `with old as (select minute from service_minutes where minute < $1 order by minute limit $2),
   gone as (delete from service_minutes m using old where m.minute = old.minute returning 1)
   select count(*)::int as count from gone`,
)

/** Along slow_requests_at_idx. */
const slowRequests = statement<Count>(
  'delete_old_slow_requests',
  `with old as (select id from slow_requests where at < $1 order by at limit $2),
   gone as (delete from slow_requests s using old where s.id = old.id returning 1)
   select count(*)::int as count from gone`,
)

/** Along database_outages_started_at_idx. */
const outages = statement<Count>(
  'delete_old_outages',
  `with old as (select id from database_outages where started_at < $1 order by started_at limit $2),
   gone as (delete from database_outages o using old where o.id = old.id returning 1)
   select count(*)::int as count from gone`,
)

/** Along ai_calls_at_idx. */
const aiCalls = statement<Count>(
  'delete_old_ai_calls',
  `with old as (select id from ai_calls where at < $1 order by at limit $2),
   gone as (delete from ai_calls c using old where c.id = old.id returning 1)
   select count(*)::int as count from gone`,
)

/** There are few: whoever asked sees them until then. */
const endedJobs = statement<Count>(
  'delete_ended_jobs',
  `with old as (
     select id from background_jobs where created_at < $1 and finished_at < $1 order by id limit $2
   ), gone as (delete from background_jobs j using old where j.id = old.id returning 1)
   select count(*)::int as count from gone`,
)

/** Along background_jobs_kind_created_at_idx. They hold addresses, and nobody looks at them later. */
const oldMailJobs = statement<Count>(
  'delete_old_mail_jobs',
  `with old as (
     select id from background_jobs
      where kind = 'mail' and created_at < $1 and finished_at < $1 order by created_at limit $2
   ), gone as (delete from background_jobs j using old where j.id = old.id returning 1)
   select count(*)::int as count from gone`,
)

/** Never one that a version uses, nor the newest five; what it said of each lead goes with it. */
const unusedModels = statement<Count>(
  'delete_unused_learned_models',
  `with old as (
     select m.id from learned_models m
      where m.trained_at < $1
        and not exists (select 1 from scoring_models v where v.learned_model_id = m.id)
        and m.id not in (select id from learned_models order by number desc limit 5)
      order by m.trained_at limit $2 for update skip locked
   ), gone as (delete from learned_models m using old where m.id = old.id returning 1)
   select count(*)::int as count from gone`,
)

/** Along rate_limit_counters_resets_at_idx. A counter that is in use at this moment is left alone. */
const rateLimits = statement<Count>(
  'delete_expired_rate_limits',
  `with old as (
     select key from rate_limit_counters where resets_at < $1 order by resets_at limit $2 for update skip locked
   ), gone as (delete from rate_limit_counters c using old where c.key = old.key returning 1)
   select count(*)::int as count from gone`,
)

function deleting(query: typeof sessions): DeleteBatch {
  return async (db, before, limit) => (await db.sql(query, [before, limit]))[0]?.count ?? 0
}

export const deleteEndedSessions = deleting(sessions)
export const deleteOldAuditLogs = deleting(auditLogs)
export const deleteOldServiceMinutes = deleting(minutes)
export const deleteOldOutages = deleting(outages)
export const deleteOldSlowRequests = deleting(slowRequests)
export const deleteEndedJobs = deleting(endedJobs)
export const deleteOldAiCalls = deleting(aiCalls)
export const deleteUnusedModels = deleting(unusedModels)
export const deleteOldMailJobs = deleting(oldMailJobs)
export const deleteExpiredRateLimits = deleting(rateLimits)

type NotificationBatch = { last: number | null; has_old: boolean; count: number }

/**
 * Along the unique index of `seq`, which grows with time: no index knows what was read when, and none is worth
 * its price in every insert for a clean-up once a day.
 */
const notifications = statement<NotificationBatch>(
  'delete_read_notifications',
  `with page as (
     select id, seq, is_read, created_at, coalesce(read_at, created_at) as read_at
       from notifications where seq > $1 order by seq limit $3
   ), gone as (
     delete from notifications n using page p
      where n.id = p.id and p.is_read and p.read_at < $2 returning 1
   )
   select max(seq) as last, coalesce(bool_or(created_at < $2), false) as has_old,
          (select count(*)::int from gone) as count
     from page`,
)

/** Deletes what was read before a moment among the next `limit` notifications after `seq`. */
export async function deleteReadNotifications(
  db: Db,
  page: { after: number; before: Date; limit: number },
): Promise<NotificationBatch> {
  const [row] = await db.sql(notifications, [page.after, page.before, page.limit])
  return row ?? { last: null, has_old: false, count: 0 }
}
