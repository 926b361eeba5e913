import type { HeldOutFigures, LearnedModelDetail } from '@leadglass/contracts/learning.ts'

/** How a model was trained. */
export type TrainingOptions = LearnedModelDetail['options']

/** What a training found besides the scorecard, as it is stored. */
export type TrainedFigures = {
  held_out: HeldOutFigures
  compared: LearnedModelDetail['compared']
  suspicious: LearnedModelDetail['suspicious']
  /** Fields that there was no room for, or not for all their values. */
  crowded_out: string[]
  /** How many outcomes there were; the newest were learned from. */
  outcomes: number
}
