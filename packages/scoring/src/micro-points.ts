/**
 * Points are added up in whole millionths. Sums of whole numbers are exact and do not depend on their
 * order, so two ways to the same score cannot disagree by a rounding error.
 */
export const microPerPoint = 1_000_000

/**
 * Points in whole millionths, never -0.
 *
 * Formula: points × 1,000,000, rounded to the nearest whole number.
 *
 * @example
 * toMicroPoints(2.5) // 2_500_000
 */
export function toMicroPoints(points: number): number {
  return Math.round(points * microPerPoint) + 0
}
