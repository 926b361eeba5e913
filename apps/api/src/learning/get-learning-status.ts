import { fewestOutcomes, type LearningStatus } from '@leadglass/contracts/learning.ts'
import type { Database } from '../db/db.ts'
import { activeModelNow } from '../scoring/active-model.ts'
import { findNewestModel } from './learned-model-repository.ts'
import { findNewestTraining, findSettings } from './learning-repository.ts'
import { isEnough, statusSentence } from './learning-sentences.ts'
import { nextTraining } from './next-training.ts'
import { countOutcomes, countOutcomesSince } from './outcome-repository.ts'

/** What there is to learn from, and what is learned. */
export async function getLearningStatus({ db, now }: { db: Database; now: Date }): Promise<LearningStatus> {
  const [counts, newest, training, settings, active] = await Promise.all([
    countOutcomes(db),
    findNewestModel(db),
    findNewestTraining(db),
    findSettings(db),
    activeModelNow(db),
  ])
  const newOutcomes = await countOutcomesSince(db, newest?.trained_at ?? null)
  const enough = isEnough(counts)
  const lastAt = [newest?.trained_at, training?.created_at]
    .filter((at) => at !== undefined)
    .sort()
    .at(-1)
  const due = nextTraining({ settings, isEnough: enough, newOutcomes, lastAt: lastAt ?? null }, now)
  const inForce = { number: active.learned?.number ?? null, weight: active.learned?.weight ?? 0 }
  return {
    ...counts,
    needed: fewestOutcomes,
    enough,
    sentence: statusSentence({ counts, newest, inForce, newOutcomes }),
    in_force: { version: active.version, ...inForce },
    new_outcomes: newOutcomes,
    next_training_at: due?.toISOString() ?? null,
    training,
    settings,
  }
}
