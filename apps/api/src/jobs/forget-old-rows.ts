import type { Config } from '../config.ts'
import type { Loop, LoopJob, LoopResult } from './loop.ts'
import {
  type DeleteBatch,
  deleteEndedJobs,
  deleteEndedSessions,
  deleteExpiredRateLimits,
  deleteOldAiCalls,
  deleteOldAuditLogs,
  deleteOldMailJobs,
  deleteOldOutages,
  deleteOldServiceMinutes,
  deleteOldSlowRequests,
  deleteReadNotifications,
  deleteUnusedModels,
} from './retention-repository.ts'

/** Small enough that a batch is over before anybody notices; each is a transaction of its own. */
const batchSize = 1_000
const dayMs = 24 * 60 * 60_000

/** What has been kept for long enough (R118): read notifications, ended sessions, the audit log, figures, jobs, models. */
export function forgetOldRows(days: Config['retentionDays']): Loop['run'] {
  return async (job): Promise<LoopResult> => ({
    notifications: await forgetNotifications(job, daysAgo(job, days.notifications)),
    sessions: await inBatches(job, deleteEndedSessions, daysAgo(job, 30)),
    audit_logs: await inBatches(job, deleteOldAuditLogs, daysAgo(job, days.audit)),
    service_minutes: await inBatches(job, deleteOldServiceMinutes, daysAgo(job, 90)),
    slow_requests: await inBatches(job, deleteOldSlowRequests, daysAgo(job, 14)),
    jobs:
      (await inBatches(job, deleteEndedJobs, daysAgo(job, 90))) +
      (await inBatches(job, deleteOldMailJobs, daysAgo(job, 7))),
    ai_calls: await inBatches(job, deleteOldAiCalls, daysAgo(job, 365)),
    learned_models: await inBatches(job, deleteUnusedModels, daysAgo(job, 365)),
    database_outages: await inBatches(job, deleteOldOutages, daysAgo(job, 365)),
  })
}

/** Counters whose window is over count for nothing. */
export async function forgetRateLimits(job: LoopJob): Promise<LoopResult> {
  return { rate_limit_counters: await inBatches(job, deleteExpiredRateLimits, job.clock()) }
}

function daysAgo({ clock }: LoopJob, days: number): Date {
  return new Date(clock().getTime() - days * dayMs)
}

async function inBatches({ db, signal }: LoopJob, deleteBatch: DeleteBatch, before: Date): Promise<number> {
  let deleted = 0
  while (!signal.aborted) {
    const count = await deleteBatch(db, before, batchSize)
    deleted += count
    if (count < batchSize) break
  }
  return deleted
}

async function forgetNotifications({ db, signal }: LoopJob, before: Date): Promise<number> {
  let deleted = 0
  let after = 0
  while (!signal.aborted) {
    const batch = await deleteReadNotifications(db, { after, before, limit: batchSize })
    deleted += batch.count
    if (batch.last === null || !batch.has_old) break
    after = batch.last
  }
  return deleted
}
