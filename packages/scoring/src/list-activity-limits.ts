import { learnedInput, mostCounted } from './learned/learned-inputs.ts'
import type { Scorecard } from './learned/scorecard.ts'
import type { ScoringModel } from './scoring-model.ts'

/**
 * How many of the newest activities of each type can matter to a score, so that a lead's whole history
 * need not be loaded.
 *
 * Formula: per type the greatest `maxCount` of its rules; at least 1 where a silence rule listens to it or a
 * scorecard asks for its days, and 10 where a scorecard counts it.
 *
 * @example
 * listActivityLimits(model) // [{ activity: 'email_open', maxCount: 5 }]
 */
export function listActivityLimits(
  model: ScoringModel,
  card?: Scorecard,
): { activity: string; maxCount: number }[] {
  const limits = new Map<string, number>()
  const raise = (activity: string, count: number) =>
    limits.set(activity, Math.max(count, limits.get(activity) ?? 0))
  for (const rule of model.rules) {
    if (rule.kind === 'activity') raise(rule.activity, rule.maxCount)
    if (rule.kind === 'silence') for (const activity of rule.activities) raise(activity, 1)
  }
  for (const { name } of card?.features ?? []) {
    const input = learnedInput(name)
    if (input?.kind === 'count') raise(input.activity, mostCounted)
    if (input?.kind === 'days') raise(input.activity, 1)
  }
  return [...limits].map(([activity, maxCount]) => ({ activity, maxCount }))
}
