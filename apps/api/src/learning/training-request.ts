import { type LearningSettings, type TrainInput, trainInput } from '@leadglass/contracts/learning.ts'
import type { TrainingOptions } from './trained-model.ts'

const usualSeed = 1

/** What a training is asked for goes before the settings. */
export function trainingOptions(input: unknown, settings: LearningSettings): TrainingOptions {
  const asked: TrainInput = trainInput.parse(input)
  return {
    days_before_outcome: asked.days_before_outcome ?? settings.days_before_outcome,
    seed: asked.seed ?? usualSeed,
    kept_columns: asked.kept_columns ?? settings.kept_columns,
    left_out_columns: asked.left_out_columns ?? settings.left_out_columns,
  }
}
