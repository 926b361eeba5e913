import { apportion } from './apportion.ts'
import { microPerPoint } from './micro-points.ts'
import type { GroupLimits } from './scoring-model.ts'

const maxTotal = 100 * microPerPoint

/** Groups after their limits and those of the whole, by group in millionths of a point; `total` is their sum. */
export type HeldGroups = {
  total: number
  groups: number[]
  groupLimits: readonly number[]
  overallLimits: readonly number[]
}

/** Held groups, rounded: `total` and `whole` are in points. */
export type Settlement = Omit<HeldGroups, 'groups'> & { whole: number[] }

/** Of up to four groups. */
const none: readonly number[] = [0, 0, 0, 0]

/** From where to where the whole may go, in millionths of a point. */
export type WholeLimits = { least: number; most: number }

const wholeScale: WholeLimits = { least: 0, most: maxTotal }

/**
 * Applies the limits of the groups and of the whole score, and rounds.
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
  const { total: micro, groups, groupLimits, overallLimits } = holdGroups(raw, limits)
  const { total, whole } = roundGroups(groups, micro)
  return { total, whole, groupLimits, overallLimits }
}

/** Applies limits without rounding; groups without limits of their own are held by the whole alone. */
export function holdGroups(
  raw: readonly number[],
  limits: readonly GroupLimits[],
  { least, most }: WholeLimits = wholeScale,
): HeldGroups {
  const groups: number[] = []
  const groupLimits: number[] = []
  let sum = 0
  for (let index = 0; index < raw.length; index++) {
    const before = raw[index] ?? 0
    const after = clip(before, limits[index])
    groups.push(after)
    groupLimits.push(after - before)
    sum += after
  }
  const total = Math.min(Math.max(sum, least), most)
  if (total === sum) return { total, groups, groupLimits, overallLimits: none }
  const overallLimits = shareOverallLimit(groups, sum - total)
  for (let index = 0; index < groups.length; index++) {
    groups[index] = (groups[index] ?? 0) + (overallLimits[index] ?? 0)
  }
  return { total, groups, groupLimits, overallLimits }
}

/** Whole points: the total rounded half up, the groups by largest remainder. The one place where a total is made. */
export function roundGroups(groups: readonly number[], micro: number): { total: number; whole: number[] } {
  const total = Math.floor((micro + microPerPoint / 2) / microPerPoint)
  return { total, whole: apportion(groups, total) }
}

function clip(micro: number, limits: GroupLimits | undefined): number {
  if (!limits) return micro
  if (micro > limits.cap * microPerPoint) return limits.cap * microPerPoint
  if (limits.floor !== null && micro < limits.floor * microPerPoint) return limits.floor * microPerPoint
  return micro
}

/** What every group gives of an excess above the most, or gets of what lacks to the least (a negative excess). */
function shareOverallLimit(clipped: readonly number[], excess: number): number[] {
  const weights = clipped.map((micro) => Math.max(0, micro * Math.sign(excess)))
  const weightSum = weights.reduce((left, right) => left + right, 0)
  const shares = weights.map((weight) => 0 - Math.trunc(excess * (weight / (weightSum || 1))))
  const rest = -excess - shares.reduce((left, right) => left + right, 0)
  // No group on that side: a scale that starts above 0 lifts the last group, the baseline.
  const heaviest = weightSum > 0 ? weights.indexOf(Math.max(...weights)) : weights.length - 1
  return shares.map((share, index) => (index === heaviest ? share + rest : share))
}
