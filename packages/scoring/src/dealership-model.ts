import type { FieldValue, Rule, ScoreGroup, ScoringModel } from './scoring-model.ts'

/**
 * Scores the leads of a car dealership: what they looked at, what they asked for, who they are. Nothing
 * decays. Income and credit score that were never asked count as unknown.
 *
 * @example
 * scoreLead(dealershipModel, { fields: {}, activities: [], createdAt: now }, now).total // 4
 */
export const dealershipModel: ScoringModel = {
  name: 'Car dealership',
  thresholds: { hot: 80, warm: 50 },
  groups: {
    engagement: { cap: 40, floor: 0 },
    buying_signals: { cap: 40, floor: 0 },
    demographic_fit: { cap: 20, floor: 0 },
  },
  rules: [
    activity('engagement', 'email_open', 'Opened an e-mail', 3, 5),
    activity('engagement', 'email_click', 'Clicked a link in an e-mail', 3, 5),
    activity('engagement', 'website_visit', 'Visited the website', 2, 5),
    activity('buying_signals', 'pricing_page_view', 'Viewed the pricing page', 3, 5),
    activity('buying_signals', 'trade_in_inquiry', 'Asked to trade in a car', 15, 1),
    activity('buying_signals', 'test_drive_request', 'Asked for a test drive', 10, 1),
    activity('buying_signals', 'financing_calculator', 'Used the financing calculator', 5, 2),
    field('location-same-city', 'location_match', ['same_city'], 'Lives in the same city', 10),
    field('location-nearby', 'location_match', ['nearby'], 'Lives nearby', 7),
    field('location-same-state', 'location_match', ['same_state'], 'Lives in the same state', 4),
    field('location-other', 'location_match', ['other', null], 'Lives elsewhere', 0),
    field('income-high', 'income', ['high'], 'High income', 5),
    field('income-medium', 'income', ['medium'], 'Medium income', 3),
    field('income-low', 'income', ['low'], 'Low income', 1),
    field('income-unknown', 'income', ['unknown', null], 'Income unknown', 2),
    field('credit-720', 'credit_score', ['720+'], 'Credit score of 720 or more', 5),
    field('credit-650', 'credit_score', ['650-719'], 'Credit score from 650 to 719', 3),
    field('credit-580', 'credit_score', ['580-649'], 'Credit score from 580 to 649', 1),
    field('credit-unknown', 'credit_score', ['not_available', null], 'Credit score not available', 2),
  ],
}

function activity(group: ScoreGroup, type: string, label: string, points: number, maxCount: number): Rule {
  return { id: type.replaceAll('_', '-'), group, label, kind: 'activity', activity: type, points, maxCount }
}

function field(id: string, name: string, oneOf: FieldValue[], label: string, points: number): Rule {
  const test = { oneOf }
  return { id, group: 'demographic_fit', label, kind: 'field', field: `metadata.${name}`, test, points }
}
