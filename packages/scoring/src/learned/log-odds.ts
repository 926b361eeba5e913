/** Log-odds beyond which a scorecard claims no more certainty: about one in 160,000. */
export const maxLogOdds = 12

/**
 * The probability that belongs to log-odds: 1 ÷ (1 + e to the power of −log-odds).
 *
 * @example
 * probabilityOf(0) // 0.5
 */
export function probabilityOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds))
}

/**
 * The log-odds that belong to a probability: the logarithm of p ÷ (1 − p), held within ±12 so that a
 * claim of certainty stays a number.
 *
 * @example
 * logOddsOf(0.5) // 0
 */
export function logOddsOf(probability: number): number {
  const logOdds = Math.log(probability / (1 - probability))
  return Number.isNaN(logOdds) ? 0 : Math.max(-maxLogOdds, Math.min(maxLogOdds, logOdds))
}

/** Log-odds held within ±12. */
export function limitedLogOdds(logOdds: number): number {
  return Math.max(-maxLogOdds, Math.min(maxLogOdds, logOdds))
}

/** The log-loss of one row from its log-odds, exact also where the probability rounds to 0 or 1. */
export function lossOf(logOdds: number, label: number): number {
  const margin = label === 1 ? logOdds : -logOdds
  return margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin
}
