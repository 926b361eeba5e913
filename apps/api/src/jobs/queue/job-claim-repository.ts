import type { JobKind } from '@leadglass/contracts/jobs.ts'
import type { Db } from '../../db/db.ts'
import { isUniqueViolation } from '../../db/db-errors.ts'
import { statement } from '../../db/sql.ts'

/** A job that is ours to run. `started_at` is our claim: whoever claims the job after us has another. */
export type ClaimedJob = {
  id: string
  kind: JobKind
  input: Record<string, unknown>
  requested_by_id: string | null
  attempts: number
  started_at: string
}

/**
 * The next job of these kinds, the first kind first. Along background_jobs_open_idx. Of heavy kinds none is taken
 * while one runs; where two processes find none at the same moment, the unique index lets one of them have it.
 */
const claiming = statement<ClaimedJob>(
  'claim_job',
  `update background_jobs
      set status = 'running', started_at = clock_timestamp(), heartbeat_at = clock_timestamp(),
          attempts = attempts + 1, progress = 0, stage = null, error = null
    where id = (
      select id from background_jobs
       where status = 'queued' and kind = any($1::text[]) and run_at <= greatest(now(), $2)
         and not ($3 and exists (select 1 from background_jobs r where r.status = 'running' and r.kind = any($1)))
       order by array_position($1::text[], kind), run_at, id limit 1 for update skip locked)
   returning id, kind, input, requested_by_id, attempts, started_at`,
)

export type Claiming = {
  kinds: readonly JobKind[]
  /** None of the kinds is taken while one of them runs anywhere. */
  oneAtATime: boolean
  /** What is due by then. */
  dueAt: Date
}

export async function claimJob(db: Db, { kinds, oneAtATime, dueAt }: Claiming): Promise<ClaimedJob | null> {
  try {
    const [job] = await db.sql(claiming, [kinds, dueAt, oneAtATime])
    return job ?? null
  } catch (error) {
    if (isUniqueViolation(error, 'background_jobs_one_heavy_key')) return null
    throw error
  }
}

// Each of the following writes only while the claim is ours: `started_at` says so.
const mine = `id = $1 and started_at = $2 and status = 'running'`

const beating = statement<{ id: string }>(
  'set_job_heartbeat',
  `update background_jobs set heartbeat_at = clock_timestamp(), progress = $3, stage = $4 where ${mine} returning id`,
)

const succeeding = statement<{ id: string }>(
  'set_job_succeeded',
  `update background_jobs set status = 'succeeded', progress = 1, result = $3::jsonb, finished_at = now()
    where ${mine} returning id`,
)

const failing = statement<{ id: string }>(
  'set_job_failed',
  `update background_jobs set status = 'failed', error = $3, finished_at = now() where ${mine} returning id`,
)

const retrying = statement<{ id: string }>(
  'set_job_queued_again',
  `update background_jobs
      set status = 'queued', error = $3, run_at = now() + $4 * interval '1 ms', heartbeat_at = null
    where ${mine} returning id`,
)

const releasing = statement<{ id: string }>(
  'set_job_released',
  `with released as (
     update background_jobs
        set status = 'queued', attempts = attempts - 1, started_at = null, heartbeat_at = null, progress = 0,
            stage = null
      where ${mine} returning id
   )
   select id, pg_notify('job_queued', '') from released`,
)

/** Signs of life with how far it is; false when the job is no longer ours: cancelled, or taken over. */
export async function setJobHeartbeat(
  db: Db,
  job: ClaimedJob,
  { fraction, stage }: { fraction: number; stage: string | null },
): Promise<boolean> {
  return (await db.sql(beating, [job.id, job.started_at, fraction, stage])).length > 0
}

export async function setJobSucceeded(db: Db, job: ClaimedJob, result: unknown): Promise<void> {
  await db.sql(succeeding, [job.id, job.started_at, result === null ? null : JSON.stringify(result)])
}

export async function setJobFailed(db: Db, job: ClaimedJob, error: string): Promise<void> {
  await db.sql(failing, [job.id, job.started_at, error])
}

export async function setJobQueuedAgain(
  db: Db,
  job: ClaimedJob,
  { error, pauseMs }: { error: string; pauseMs: number },
): Promise<void> {
  await db.sql(retrying, [job.id, job.started_at, error, pauseMs])
}

/** Gives the job back as if it had never been taken. */
export async function setJobReleased(db: Db, job: ClaimedJob): Promise<void> {
  await db.sql(releasing, [job.id, job.started_at])
}

/** A runner that is silent for `$1` ms is dead. A job that kills its runner each time must not go round for ever. */
const reviving = statement<{ id: string; kind: JobKind; status: string }>(
  'revive_jobs',
  `with dead as (
     select id from background_jobs
      where status = 'running' and heartbeat_at < now() - $1 * interval '1 ms' for update skip locked
   )
   update background_jobs j
      set status = (case when attempts < $2 then 'queued' else 'failed' end)::job_status,
          error = 'The process that ran it ended', heartbeat_at = null,
          finished_at = case when attempts < $2 then null else now() end
     from dead where j.id = dead.id
   returning j.id, j.kind, j.status`,
)

/** Queues again what dead runners left; answers those jobs. */
export function reviveJobs(db: Db, leaseMs: number, maxAttempts: number) {
  return db.sql(reviving, [leaseMs, maxAttempts])
}
