import { runDueJobs } from '../src/jobs/queue/run-due-jobs.ts'
import type { JobOutcome } from '../src/jobs/queue/run-job.ts'
import type { TestApi } from './test-api.ts'

/** Jobs that wait a minute for more of their kind, and second tries, count as due. */
const soonMs = 10 * 60_000

/**
 * Runs every job that is due soon, and those that they ask for, in this process until the queue is empty. Answers what
 * came of each: 'succeeded', 'failed', 'retried' …
 */
export function runJobs({ jobs }: TestApi, withinMs = soonMs): Promise<JobOutcome['kind'][]> {
  return runDueJobs(jobs, new Date(Math.max(Date.now(), jobs.clock().getTime()) + withinMs))
}
