/** The lower and the upper end of an interval. */
export type Interval = { low: number; high: number }

/** Standard deviations of a normal distribution that hold 95 % of it. */
export const z95 = 1.959963984540054

/**
 * Within which bounds a rate lies, judged by how often something happened: honest also for few trials
 * and for rates near 0 or 1, where the usual ± fails.
 *
 * Formula (Wilson 1927): centre (w + z²/2) ÷ (n + z²), half width z ÷ (n + z²) × √(w(n − w)/n + z²/4).
 * No trials give 0 to 1.
 *
 * @example
 * wilsonInterval(8, 10) // { low: 0.4901…, high: 0.9433… }
 */
export function wilsonInterval(successes: number, trials: number, z = z95): Interval {
  if (!(trials > 0)) return { low: 0, high: 1 }
  const square = z * z
  const centre = (successes + square / 2) / (trials + square)
  const spread = Math.sqrt((successes * (trials - successes)) / trials + square / 4)
  const half = (z / (trials + square)) * spread
  return {
    low: successes === 0 ? 0 : Math.max(0, centre - half),
    high: successes === trials ? 1 : Math.min(1, centre + half),
  }
}
