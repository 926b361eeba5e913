import type { Job } from '@leadglass/contracts/jobs.ts'
import type { JobRow } from './job-repository.ts'

export function presentJob({ requested_by_id: _, ...job }: JobRow): Job {
  return job
}
