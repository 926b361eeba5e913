import type { JobKind } from '@leadglass/contracts/jobs.ts'
import type { Db } from '../../db/db.ts'
import { insertJob } from './job-repository.ts'

/** What is to be done, by whom it was asked for, and not before when. */
export type NewJob = {
  kind: JobKind
  input: Readonly<Record<string, unknown>>
  requestedById: string | null
  runAt?: Date
}

/** Asks for background work in the caller's transaction: it begins after the commit, or never. Answers its id. */
export function enqueueJob(db: Db, job: NewJob): Promise<string> {
  return insertJob(db, job)
}
