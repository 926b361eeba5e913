import type { LoopJob } from '../jobs/loop.ts'
import { enqueueJob } from '../jobs/queue/enqueue-job.ts'
import { getLearningStatus } from './get-learning-status.ts'
import { findNewestTraining, lockTraining } from './learning-repository.ts'

/** Asks for a training when the settings say that it is time. */
export async function retrainWhenDue({ db, clock }: LoopJob): Promise<{ asked: number }> {
  const now = clock()
  const { next_training_at: due } = await getLearningStatus({ db, now })
  if (due === null || Date.parse(due) > now.getTime()) return { asked: 0 }
  return db.transaction(async (tx) => {
    await lockTraining(tx)
    const newest = await findNewestTraining(tx)
    if (newest?.status === 'queued' || newest?.status === 'running') return { asked: 0 }
    await enqueueJob(tx, { kind: 'train', input: {}, requestedById: null })
    return { asked: 1 }
  })
}
