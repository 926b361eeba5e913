import fc from 'fast-check'
import type { LeadFacts } from '../src/lead-score.ts'
import { fitScorecard } from '../src/learned/fit-scorecard.ts'
import { learningRow } from '../src/learned/learning-row.ts'
import { columnsOf } from '../src/learned/learning-table.ts'
import { monotoneFeatures } from '../src/learned/monotone-features.ts'
import { candidateNames } from '../src/learned/scorecard.ts'
import type { ScoringModel } from '../src/scoring-model.ts'
import type { ScoringVersion } from '../src/scoring-version.ts'
import { deepFreeze } from './deep-freeze.ts'
import { randomCard, randomPart } from './random-cards.ts'
import { randomBy } from './random-deals.ts'
import { at, lead, model } from './random-models.ts'

/** A lead with the fields that models learn from as well. */
export const fullLead: fc.Arbitrary<LeadFacts> = fc
  .record({
    lead,
    size: fc.oneof(fc.integer({ min: -5, max: 200 }), fc.constantFrom('12', ' 50 ', 'many', '', null)),
    tier: fc.constantFrom('3', 3, true, 'true', 'gold', ' ', null),
    source: fc.constantFrom('ads', 'referral', 'student'),
    status: fc.constantFrom('new', 'won'),
  })
  .map(({ lead, size, tier, source, status }) => ({
    ...lead,
    fields: { ...lead.fields, company_size: size, 'metadata.tier': tier, source, status },
  }))
  .map(deepFreeze)

/** Rules that reward every activity they name. */
export function onlyPositive(rules: ScoringModel): ScoringModel {
  return {
    ...rules,
    rules: rules.rules.map((rule) =>
      rule.kind === 'activity' ? { ...rule, points: Math.abs(rule.points) } : rule,
    ),
  }
}

/** Rules with a made-up learned part that respects what they reward, some with none. */
export const madeUpVersion: fc.Arbitrary<ScoringVersion> = fc
  .tuple(model.map(onlyPositive), fc.nat())
  .map(([rules, seed]) => {
    const random = randomBy(seed)
    if (random() < 0.1) return { rules, learned: null }
    return { rules, learned: randomPart(randomCard(random, monotoneFeatures(rules)), random) }
  })

/** Rules with a learned part that was trained on made-up closed deals, by what the rules reward. */
export function trainedVersions(count: number, seed: number): fc.Arbitrary<ScoringVersion> {
  const random = randomBy(seed)
  const versions = fc.sample(model, { numRuns: count, seed }).map((drawn, place): ScoringVersion => {
    const rules = onlyPositive(drawn)
    const rows = 60 + Math.floor(random() * 500)
    const deals = fc.sample(fullLead, { numRuns: rows, seed: seed + place })
    const outcomes = deals.map((deal) => wonBy(deal, random))
    const table = { columns: columnsOf(deals.map((deal) => learningRow(deal, at))), outcomes }
    const candidate = candidateNames[1 + (place % 3)] ?? 'auto'
    const card = fitScorecard(table, { candidate, monotone: monotoneFeatures(rules) })
    return { rules, learned: randomPart(card, random) }
  })
  return fc.constantFrom(...versions)
}

/** Deals of gold tier and of many activities are won more often, old ones as well: against the rules. */
function wonBy(deal: LeadFacts, random: () => number): number {
  const old = deal.activities.filter(({ at: moment }) => moment < at - 60 * 86_400_000).length
  const score =
    (deal.fields['metadata.tier'] === 'gold' ? 1 : -1) + 0.3 * deal.activities.length - 2 + 0.3 * old
  return random() < 1 / (1 + Math.exp(-score)) ? 1 : 0
}
