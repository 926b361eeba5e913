import type { ImpactResult } from '@leadglass/contracts/rule-lab.ts'
import { validateModel } from '@leadglass/scoring'
import { z } from 'zod'
import type { JobHandler } from '../jobs/queue/running-job.ts'
import { runInThread } from '../jobs/threads/run-in-thread.ts'
import type { ImpactThreadInput } from './impact-thread.ts'
import type { BaseMeasurement } from './measure-base.ts'

const impactInput = z.object({ draftId: z.string(), revision: z.int(), document: z.unknown() })

/** Measures a draft on the whole base, in a thread: scoring it takes seconds in which no request would be answered. */
export const impactJob: JobHandler = async (job) => {
  const startedAt = performance.now()
  const at = job.clock()
  const { draftId, revision, ...input } = impactInput.parse(job.input)
  const document = validateModel(input.document)
  const measured = await runInThread<ImpactThreadInput, BaseMeasurement>(
    new URL('./impact-thread.ts', import.meta.url),
    { databaseUrl: job.databaseUrl, document, at },
    { signal: job.signal, onProgress: job.progress, log: job.log },
  )
  return {
    draft_id: draftId,
    revision,
    ...measured,
    seconds: Math.round(performance.now() - startedAt) / 1_000,
    measured_at: at.toISOString(),
  } satisfies ImpactResult
}
