import { type Interval, wilsonInterval } from './wilson-interval.ts'

/** How many rows of a class were won, as a rate with its Wilson interval. */
export type WinRate = { name: string; rows: number; won: number; rate: number | null; interval: Interval }

/**
 * The win rate of each class (hot, warm, cold, or any other grouping) with its 95 % Wilson interval, in the
 * order of `names`. A class without rows has no rate.
 *
 * @example
 * winRates([1, 0, 1], ['hot', 'cold', 'hot'], ['hot', 'cold'])[0] // { name: 'hot', rows: 2, won: 2, rate: 1, … }
 */
export function winRates(
  labels: ArrayLike<number>,
  classes: readonly string[],
  names: readonly string[],
): WinRate[] {
  return names.map((name) => {
    let rows = 0
    let won = 0
    for (let row = 0; row < labels.length; row++) {
      if (classes[row] !== name) continue
      rows++
      won += labels[row] ?? 0
    }
    return { name, rows, won, rate: rows ? won / rows : null, interval: wilsonInterval(won, rows) }
  })
}
