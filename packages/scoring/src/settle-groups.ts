import { apportion } from './apportion.ts'
import { microPerPoint } from './micro-points.ts'
import type { GroupLimits } from './scoring-model.ts'

const maxTotal = 100 * microPerPoint

/** Groups after their limits. `whole` is in points, everything else but `total` in millionths, by group. */
export type Settlement = {
  total: number
  whole: number[]
  groupLimits: number[]
  overallLimits: number[]
}

/**
 * Applies the limits of the groups and of the whole score, and rounds: the one place where a total is made.
 *
 * Formula: each group is held between its floor and its cap; what their sum lacks to 0 or exceeds of 100
 * is shared among the groups on that side of zero in proportion to their points; the sum is rounded half
 * up to the total, and the groups are rounded by largest remainder to that total.
 *
 * @param raw points of each group before any limit, in millionths
 * @example
 * // caps 40, 40, 20 and floors 0
 * settleGroups([46_000_000, 12_500_000, -3_000_000], limits).total // 53
 * settleGroups([46_000_000, 12_500_000, -3_000_000], limits).whole // [40, 13, 0]
 */
export function settleGroups(raw: readonly number[], limits: readonly GroupLimits[]): Settlement {
  const clipped: number[] = []
  const groupLimits: number[] = []
  let sum = 0
  for (let index = 0; index < raw.length; index++) {
    const before = raw[index] ?? 0
    const after = clip(before, limits[index])
    clipped.push(after)
    groupLimits.push(after - before)
    sum += after
  }
  const overallLimits = shareOverallLimit(clipped, sum)
  for (let index = 0; index < clipped.length; index++) {
    clipped[index] = (clipped[index] ?? 0) + (overallLimits[index] ?? 0)
  }
  const held = Math.min(Math.max(sum, 0), maxTotal)
  const total = Math.floor((held + microPerPoint / 2) / microPerPoint)
  return { total, whole: apportion(clipped, total), groupLimits, overallLimits }
}

function clip(micro: number, limits: GroupLimits | undefined): number {
  if (!limits) return micro
  if (micro > limits.cap * microPerPoint) return limits.cap * microPerPoint
  if (limits.floor !== null && micro < limits.floor * microPerPoint) return limits.floor * microPerPoint
  return micro
}

function shareOverallLimit(clipped: readonly number[], sum: number): number[] {
  const excess = sum > maxTotal ? sum - maxTotal : Math.min(sum, 0)
  if (excess === 0) return clipped.map(() => 0)
  const weights = clipped.map((micro) => Math.max(0, micro * Math.sign(excess)))
  const weightSum = weights.reduce((left, right) => left + right, 0)
  const shares = weights.map((weight) => 0 - Math.trunc(excess * (weight / weightSum)))
  const rest = -excess - shares.reduce((left, right) => left + right, 0)
  const heaviest = weights.indexOf(Math.max(...weights))
  return shares.map((share, index) => (index === heaviest ? share + rest : share))
}
