import type { Db } from '../db/db.ts'
import { stopJob } from '../jobs/queue/stop-job.ts'
import { listOpenImpactJobs, type OpenImpactJob } from './impact-job-repository.ts'

/** Stops measurements of a draft whose result nobody will want. */
export async function stopImpactJobs(
  db: Db,
  draftId: string,
  isUnwanted: (job: OpenImpactJob) => boolean = () => true,
): Promise<void> {
  for (const job of await listOpenImpactJobs(db, draftId)) {
    if (isUnwanted(job)) await stopJob(db, job.id)
  }
}
