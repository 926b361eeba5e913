import type { ActivityFact } from './lead-score.ts'

const maxCountPerFact = 1_000_000

/**
 * How many activities a fact stands for.
 *
 * Formula: its count rounded down, at most a million; 1 without a count.
 *
 * @example
 * countOf({ id: 'a', type: 'call', at: now, count: 2.5 }) // 2
 */
export function countOf({ count }: ActivityFact): number {
  return count === undefined ? 1 : Math.min(Math.floor(count), maxCountPerFact)
}
