import { z } from 'zod'
import { enqueueJobOnce } from '../jobs/queue/enqueue-job-once.ts'
import type { JobHandler } from '../jobs/queue/running-job.ts'
import { runInThread } from '../jobs/threads/run-in-thread.ts'
import { announceHotByVersion } from './rescore-announcement.ts'
import type { RescoreResult } from './rescore-leads.ts'
import type { RescoreThreadInput } from './rescore-thread.ts'

/** `again`: the second look, after the first has scored the whole base. */
const rescoreInput = z.object({ modelId: z.string(), again: z.boolean().default(false) })

/** A request that began before the version came into force may store a score of the one before for so long. */
const lookAgainMs = 10_000

/** After a version was put in force: every lead is scored by it. What a later version makes of it comes later. */
export const rescoreJob: JobHandler = async (job) => {
  const { modelId, again } = rescoreInput.parse(job.input)
  const now = job.clock()
  const result = await runInThread<RescoreThreadInput, RescoreResult>(
    new URL('./rescore-thread.ts', import.meta.url),
    { databaseUrl: job.databaseUrl, now: now.getTime(), modelId },
    { signal: job.signal, onProgress: job.progress, log: job.log },
  )
  if (result.superseded) return result
  const hot = await announceHotByVersion(job.db, modelId)
  if (!again) {
    const runAt = new Date(job.clock().getTime() + lookAgainMs)
    const input = { modelId, again: true }
    await enqueueJobOnce(job.db, { kind: 'rescore', input, requestedById: null, runAt })
  }
  return { ...result, hot }
}
