/**
 * Points that fade with age: what happened last week says more than what happened last quarter.
 *
 * Formula: points × 2 to the power of −(age ÷ half-life). An age below zero counts as zero.
 *
 * @throws RangeError when the half-life is not above zero, or points or age are not numbers
 * @example
 * decayPoints(8, 30, 30) // 4
 * decayPoints(8, 60, 30) // 2
 * decayPoints(8, 0, 30)  // 8
 */
export function decayPoints(points: number, ageInDays: number, halfLifeInDays: number): number {
  if (!(halfLifeInDays > 0)) throw new RangeError(`halfLifeInDays must be above 0, not ${halfLifeInDays}`)
  if (!Number.isFinite(points)) throw new RangeError(`points must be a number, not ${points}`)
  if (Number.isNaN(ageInDays)) throw new RangeError('ageInDays must be a number, not NaN')
  if (ageInDays <= 0 || halfLifeInDays === Number.POSITIVE_INFINITY) return points + 0
  return points * 2 ** -(ageInDays / halfLifeInDays) + 0
}
