import type { Scorecard } from './scorecard.ts'

/** With so many deals of the rarer outcome, what was learned weighs as much as the rules. */
const evenAt = 100

/**
 * The weight of what was learned beside the rules: nothing without history, more than the rules once there is
 * much.
 *
 * Formula: n ÷ (n + 100), n being the smaller of won and lost deals in the training; 0 where the training found
 * no signal.
 *
 * @example
 * learnedWeight(card) // 0.5 with 100 won and 900 lost
 */
export function learnedWeight({ training }: Scorecard): number {
  if (training.signal === 'none') return 0
  const fewer = Math.min(training.won, training.rows - training.won)
  return fewer / (fewer + evenAt)
}
