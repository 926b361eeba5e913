import { claimJob } from './job-claim-repository.ts'
import { heavyKinds, lightKinds } from './job-kinds.ts'
import { type JobOutcome, type JobSurroundings, runJob } from './run-job.ts'

/** Runs what is due by a moment, one job after the other, until nothing is left: for scripts and tests. */
export async function runDueJobs(
  around: JobSurroundings,
  dueAt: Date,
  signal: AbortSignal = new AbortController().signal,
): Promise<JobOutcome['kind'][]> {
  const outcomes: JobOutcome['kind'][] = []
  const kinds = [...heavyKinds, ...lightKinds]
  while (!signal.aborted) {
    const job = await claimJob(around.db, { kinds, oneAtATime: false, dueAt })
    if (!job) break
    const outcome = await runJob(job, around, signal)
    await outcome.write()
    outcomes.push(outcome.kind)
  }
  return outcomes
}
