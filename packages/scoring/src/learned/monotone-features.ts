import type { ScoringModel } from '../scoring-model.ts'
import { activityFeatures, isLearnedActivity } from './learned-inputs.ts'

/** Which way a feature may move the log-odds: up with its value, or down. */
export type Direction = 'increasing' | 'decreasing'

/**
 * What a learned model has to respect to agree with the rules: where the rules reward a type of activity, more
 * of it never lowers what is learned, and older never raises it.
 *
 * Formula: for each type that a rule gives points above 0 and none gives points below, its count is increasing
 * and its days are decreasing.
 *
 * @example
 * monotoneFeatures(rules) // { 'activity.call.count': 'increasing', 'activity.call.days': 'decreasing' }
 */
export function monotoneFeatures(rules: ScoringModel): Record<string, Direction> {
  const rewarded = new Map<string, boolean>()
  for (const rule of rules.rules) {
    if (rule.kind !== 'activity' || rule.points === 0) continue
    rewarded.set(rule.activity, rule.points > 0 && (rewarded.get(rule.activity) ?? true))
  }
  const features: Record<string, Direction> = {}
  for (const [activity, isRewarded] of rewarded) {
    if (!isRewarded || !isLearnedActivity(activity)) continue
    const { count, days } = activityFeatures(activity)
    features[count] = 'increasing'
    features[days] = 'decreasing'
  }
  return features
}
