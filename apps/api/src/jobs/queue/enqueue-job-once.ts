import type { Db } from '../../db/db.ts'
import type { NewJob } from './enqueue-job.ts'
import { insertJobOnce } from './job-repository.ts'

/** Asks for background work unless the same is waiting already; answers the id of the one that waits. */
export function enqueueJobOnce(db: Db, job: NewJob): Promise<string> {
  return insertJobOnce(db, job)
}
