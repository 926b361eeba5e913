import type { Job } from '@leadglass/contracts/jobs.ts'
import type { Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'

const columns = 'id, kind, status, progress, stage, result, error, created_at, started_at, finished_at'

const newest = statement<Job>(
  'find_impact_job',
  `select ${columns} from background_jobs
    where kind = 'impact' and input ->> 'draftId' = $1::text order by created_at desc, id desc limit 1`,
)

/** The newest impact measurement of a draft. */
export async function findImpactJob(db: Db, draftId: string): Promise<Job | null> {
  const [row] = await db.sql(newest, [draftId])
  return row ?? null
}

export type OpenImpactJob = Job & { revision: number }

const open = statement<OpenImpactJob>(
  'list_open_impact_jobs',
  `select ${columns}, (input ->> 'revision')::int as revision from background_jobs
    where kind = 'impact' and status in ('queued', 'running') and input ->> 'draftId' = $1::text
    order by created_at, id`,
)

/** Measurements of a draft that wait or run, over background_jobs_open_idx. */
export function listOpenImpactJobs(db: Db, draftId: string): Promise<OpenImpactJob[]> {
  return db.sql(open, [draftId])
}
