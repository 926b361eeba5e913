import type { LearningSettings } from '@leadglass/contracts/learning.ts'

const day = 86_400_000

export type TrainingState = {
  settings: Pick<LearningSettings, 'retrain_every_days' | 'min_new_outcomes'>
  isEnough: boolean
  newOutcomes: number
  /** When a training was asked for last; null when never. */
  lastAt: string | null
}

/**
 * When a training is due by itself; null while none will be: by hand only, too few outcomes, or its day has come and
 * too few are new.
 */
export function nextTraining(
  { settings, isEnough, newOutcomes, lastAt }: TrainingState,
  now: Date,
): Date | null {
  const { retrain_every_days: days, min_new_outcomes: fewest } = settings
  if (days === null || !isEnough) return null
  const due = lastAt === null ? now : new Date(Date.parse(lastAt) + days * day)
  return due > now || newOutcomes >= fewest ? due : null
}
