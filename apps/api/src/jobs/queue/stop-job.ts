import type { Db } from '../../db/db.ts'
import { setJobCancelled } from './job-repository.ts'

/** Stops a job that its own feature no longer wants, in the caller's transaction; nothing where it has ended. */
export async function stopJob(db: Db, id: string): Promise<void> {
  await setJobCancelled(db, id)
}
