import type { Job } from '@leadglass/contracts/jobs.ts'
import type { ImpactResult } from '@leadglass/contracts/rule-lab.ts'

/** The result of a measurement that has succeeded. */
export function resultOf(job: Job | null): ImpactResult | null {
  return job?.status === 'succeeded' ? (job.result as ImpactResult) : null
}
