import type { RunningJob } from '../jobs/queue/running-job.ts'
import { runInThread } from '../jobs/threads/run-in-thread.ts'
import type { RescoreResult } from './rescore-leads.ts'
import type { RescoreThreadInput } from './rescore-thread.ts'

type Surroundings = Pick<RunningJob, 'databaseUrl' | 'clock' | 'log' | 'signal'>

/** Scores again what decayed or fell silent since it was scored (R099). */
export async function rescoreByTime({ databaseUrl, clock, log, signal }: Surroundings) {
  const { read, moved } = await runInThread<RescoreThreadInput, RescoreResult>(
    new URL('./rescore-thread.ts', import.meta.url),
    { databaseUrl, now: clock().getTime(), modelId: null },
    { signal, log },
  )
  return { read, moved }
}
