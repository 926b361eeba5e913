import type { Db } from '../../db/db.ts'
import { countOpenJobs, type JobCounts } from './job-count-repository.ts'

export type { JobCounts } from './job-count-repository.ts'

/** How the queue of the whole deployment is doing, for /health and the system page. */
export function countJobs(db: Db): Promise<JobCounts> {
  return countOpenJobs(db)
}
