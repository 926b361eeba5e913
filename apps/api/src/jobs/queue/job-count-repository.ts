import type { Db } from '../../db/db.ts'
import { statement } from '../../db/sql.ts'

export type JobCounts = {
  /** Due, or waiting for their moment. */
  queued: number
  running: number
  failed_last_day: number
  /** Since when the oldest that is due waits; null when none does. */
  oldest_waiting_seconds: number | null
}

/** Along background_jobs_open_idx and background_jobs_status_run_at_idx: a job that failed a day ago was due before. */
const counting = statement<JobCounts>(
  'count_jobs',
  `select (select count(*)::int from background_jobs where status = 'queued') as queued,
          (select count(*)::int from background_jobs where status = 'running') as running,
          (select count(*)::int from background_jobs
            where status = 'failed' and run_at > now() - interval '2 days'
              and finished_at > now() - interval '1 day') as failed_last_day,
          (select round(extract(epoch from now() - min(run_at)))::int from background_jobs
            where status = 'queued' and run_at <= now()) as oldest_waiting_seconds`,
)

export async function countOpenJobs(db: Db): Promise<JobCounts> {
  const [row] = await db.sql(counting)
  if (!row) throw new Error('count_jobs answered no row')
  return row
}
