import type { TrainInput } from '@leadglass/contracts/learning.ts'
import { type Context, inTransaction } from '../context.ts'
import { AppError } from '../errors.ts'
import { enqueueJob } from '../jobs/queue/enqueue-job.ts'
import { getJob } from '../jobs/queue/get-job.ts'
import { findNewestTraining, lockTraining } from './learning-repository.ts'
import { isEnough, tooFewSentence } from './learning-sentences.ts'
import { countOutcomes } from './outcome-repository.ts'

/** Asks for a training; one at a time. */
export async function trainModel(ctx: Context, input: TrainInput) {
  const counts = await countOutcomes(ctx.db)
  if (!isEnough(counts)) throw new AppError('not_enough_outcomes', tooFewSentence(counts))
  const id = await inTransaction(ctx, async (tx) => {
    await lockTraining(tx.db)
    const newest = await findNewestTraining(tx.db)
    if (newest?.status === 'queued' || newest?.status === 'running') {
      throw new AppError('job_running', 'A training is under way already')
    }
    return enqueueJob(tx.db, { kind: 'train', input, requestedById: ctx.actor.id })
  })
  return getJob(ctx, id)
}
