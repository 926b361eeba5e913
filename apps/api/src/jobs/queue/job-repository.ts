import type { JobKind } from '@leadglass/contracts/jobs.ts'
import type { Db } from '../../db/db.ts'
import { statement } from '../../db/sql.ts'

export type JobRow = {
  id: string
  kind: JobKind
  status: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'
  progress: number
  stage: string | null
  result: unknown
  error: string | null
  requested_by_id: string | null
  created_at: string
  started_at: string | null
  finished_at: string | null
}

type InsertedJob = {
  kind: JobKind
  input: Readonly<Record<string, unknown>>
  requestedById: string | null
  runAt?: Date
}

const columns =
  'id, kind, status, progress, stage, result, error, requested_by_id, created_at, started_at, finished_at'

/** The notice goes out with the commit of the caller's transaction; who misses it looks every few seconds. */
const insertion = statement<{ id: string }>(
  'insert_job',
  `with inserted as (
     insert into background_jobs (kind, input, requested_by_id, run_at)
     values ($1, $2::jsonb, $3, coalesce($4, now())) returning id
   )
   select id, pg_notify('job_queued', '') from inserted`,
)

/** Along background_jobs_open_idx. A queued twin does the work of this one as well. */
const insertionOnce = statement<{ id: string }>(
  'insert_job_once',
  `with twin as (
     select id from background_jobs where status = 'queued' and kind = $1 and input @> $2::jsonb limit 1
   ), inserted as (
     insert into background_jobs (kind, input, requested_by_id, run_at)
     select $1, $2::jsonb, $3::uuid, coalesce($4::timestamptz, now()) where not exists (select 1 from twin) returning id
   )
   select id, pg_notify('job_queued', '') from (select id from twin union all select id from inserted) job`,
)

export function insertJob(db: Db, job: InsertedJob): Promise<string> {
  return insert(db, insertion, job)
}

/** Answers the queued job of this kind whose input has everything that this one's has, or a new one. */
export function insertJobOnce(db: Db, job: InsertedJob): Promise<string> {
  return insert(db, insertionOnce, job)
}

async function insert(db: Db, query: typeof insertion, job: InsertedJob): Promise<string> {
  const values = [job.kind, JSON.stringify(job.input), job.requestedById, job.runAt ?? null]
  const [row] = await db.sql(query, values)
  if (!row) throw new Error(`${query.name} returned nothing`)
  return row.id
}

const byId = statement<JobRow>('find_job', `select ${columns} from background_jobs where id = $1`)

export async function findJob(db: Db, id: string): Promise<JobRow | null> {
  const [row] = await db.sql(byId, [id])
  return row ?? null
}

/** Its runner hears of it at once through the notice, or with its next sign of life. */
const cancelling = statement<JobRow>(
  'set_job_cancelled',
  `with cancelled as (
     update background_jobs set status = 'cancelled', finished_at = now()
      where id = $1 and status in ('queued', 'running') returning ${columns}
   )
   select cancelled.*, pg_notify('job_cancelled', id::text) from cancelled`,
)

/** Null when the job has ended already. */
export async function setJobCancelled(db: Db, id: string): Promise<JobRow | null> {
  const [row] = await db.sql(cancelling, [id])
  return row ?? null
}
