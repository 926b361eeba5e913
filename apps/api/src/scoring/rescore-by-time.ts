import { enqueueJobOnce } from '../jobs/queue/enqueue-job-once.ts'
import type { RunningJob } from '../jobs/queue/running-job.ts'
import { runInThread } from '../jobs/threads/run-in-thread.ts'
import { activeModel } from './active-model.ts'
import type { RescoreResult } from './rescore-leads.ts'
import { countLeadsOfOtherVersions } from './rescore-repository.ts'
import type { RescoreThreadInput } from './rescore-thread.ts'

type Surroundings = Pick<RunningJob, 'db' | 'databaseUrl' | 'clock' | 'log' | 'signal'>

/**
 * Scores again what decayed or fell silent since (R099), and asks for a rescore where leads are still scored by an
 * earlier version: its job was cancelled, or failed.
 */
export async function rescoreByTime({ db, databaseUrl, clock, log, signal }: Surroundings) {
  const { read, moved } = await runInThread<RescoreThreadInput, RescoreResult>(
    new URL('./rescore-thread.ts', import.meta.url),
    { databaseUrl, now: clock().getTime(), modelId: null },
    { signal, log },
  )
  const { id: modelId } = await activeModel(db)
  const left_behind = await countLeadsOfOtherVersions(db, modelId)
  if (left_behind > 0) await enqueueJobOnce(db, { kind: 'rescore', input: { modelId }, requestedById: null })
  return { read, moved, left_behind }
}
