import type { Actor } from '@leadglass/contracts/auth.ts'
import type { JobRow } from './job-repository.ts'

/** Whoever asked for it, and managers. */
export function canSeeJob(actor: Actor, job: Pick<JobRow, 'requested_by_id'>): boolean {
  return actor.role !== 'sales_rep' || job.requested_by_id === actor.id
}
