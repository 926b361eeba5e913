import type { LearningSettings } from '@leadglass/contracts/learning.ts'
import type { Signal } from '@leadglass/scoring'
import { figure } from './learning-sentences.ts'
import type { TrainedFigures } from './trained-model.ts'

/** Where no learned model is in force, its worth shows in how much better the blend ranks than the rules alone. */
const leastGainOfArea = 0.01

type Candidate = { signal: Signal; weight: number; compared: TrainedFigures['compared'] }

/**
 * Why a model may be published by itself, with the figures; null where it may not. Against a learned model the log-loss
 * decides, on the same leads, none of them seen by either.
 */
export function publishReason(
  { signal, weight, compared }: Candidate,
  { publish_when_better_by: share }: Pick<LearningSettings, 'publish_when_better_by'>,
): string | null {
  if (share === null || signal !== 'reliable' || weight === 0 || !compared) return null
  const { auc_before, auc_after, log_loss_before, log_loss_after, better_by, rows } = compared
  const leads = `on ${figure(rows)} closed leads that neither had seen`
  if (log_loss_before !== null && better_by !== null) {
    if (better_by < share) return null
    return `Published by the rule: ${(better_by * 100).toFixed(1)} % less log-loss (${log_loss_before.toFixed(4)} → ${log_loss_after.toFixed(4)}) ${leads}`
  }
  if (auc_before === null || auc_after === null || auc_after - auc_before < leastGainOfArea) return null
  return `Published by the rule: ranks better than the rules alone (AUC ${auc_before.toFixed(3)} → ${auc_after.toFixed(3)}) ${leads}`
}
