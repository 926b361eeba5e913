import { microPerPoint } from './micro-points.ts'

/**
 * Whole points that sum to a target, each less than one point away from its real value: the method of
 * the largest remainder. A ledger is rounded with it, so that its lines add up to the score.
 *
 * Formula: every part is rounded down; the points still missing go, one each, to the parts with the
 * largest remainders, the earlier part first where remainders are equal.
 *
 * @param parts in millionths of a point; `target` is their sum rounded down or up
 * @example
 * apportion([1_600_000, 1_300_000, 100_000], 3) // [2, 1, 0]
 */
export function apportion(parts: readonly number[], target: number): number[] {
  const whole: number[] = []
  const remainders: number[] = []
  let missing = target
  for (const part of parts) {
    const floor = Math.floor(part / microPerPoint) + 0
    whole.push(floor)
    remainders.push(part - floor * microPerPoint)
    missing -= floor
  }
  for (; missing > 0; missing--) {
    const index = indexOfLargest(remainders)
    whole[index] = (whole[index] ?? 0) + 1
    remainders[index] = -1
  }
  return whole
}

function indexOfLargest(values: readonly number[]): number {
  let best = 0
  for (let index = 1; index < values.length; index++) {
    if ((values[index] ?? 0) > (values[best] ?? 0)) best = index
  }
  return best
}
