import { b2bActivityRules } from './b2b-activity-rules.ts'
import { b2bFitRules } from './b2b-fit-rules.ts'
import type { ScoringModel } from './scoring-model.ts'

/**
 * Scores the leads of a company that sells to companies; the model a new workspace starts with. All
 * engagement together stays below 40 points and buying signals end at 40, so without any fit a lead
 * reaches 79: to be hot it must have asked for something and be somebody who can buy. The signals of
 * somebody at a competitor count for nothing.
 *
 * @example
 * // one look at the pricing page, just now
 * scoreLead(b2bModel, { fields: {}, activities: [pricingPageView], createdAt: now }, now).total // 3
 */
export const b2bModel: ScoringModel = {
  name: 'B2B sales',
  thresholds: { hot: 80, warm: 50 },
  groups: {
    engagement: { cap: 40, floor: 0 },
    buying_signals: { cap: 40, floor: 0 },
    demographic_fit: { cap: 20, floor: 0 },
  },
  rules: [...b2bActivityRules, ...b2bFitRules],
}
