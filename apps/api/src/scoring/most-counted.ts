import type { CompiledModel } from '@leadglass/scoring'

/** How many of the newest activities of a type a model ever counts: no more are loaded one by one. */
export function mostCounted({ activityLimits }: CompiledModel): number {
  return Math.max(1, ...activityLimits.map((limit) => limit.maxCount))
}
