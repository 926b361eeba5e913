import type { Classification, ScoreThresholds } from './scoring-model.ts'

/**
 * The class of a total, so that a team knows whom to call first.
 *
 * Formula: hot from the hot threshold upwards, else warm from the warm threshold upwards, else cold.
 *
 * @example
 * classify(80, { hot: 80, warm: 50 }) // 'hot'
 * classify(79, { hot: 80, warm: 50 }) // 'warm'
 * classify(49, { hot: 80, warm: 50 }) // 'cold'
 */
export function classify(total: number, thresholds: ScoreThresholds): Classification {
  if (total >= thresholds.hot) return 'hot'
  return total >= thresholds.warm ? 'warm' : 'cold'
}
