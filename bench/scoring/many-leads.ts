import {
  columnsOf,
  compileVersion,
  crossValidate,
  fitPointScale,
  fitScorecard,
  type LeadFacts,
  learnedWeight,
  learningRow,
  monotoneFeatures,
  type ScoringVersion,
  scoringPresets,
} from '@leadglass/scoring'
import { makeLeads, now } from './made-leads.ts'
import { processorSeconds } from './processor-time.ts'
import { randomBy } from './random.ts'
import { expectThat, heading } from './report.ts'

const million = 1_000_000
/** Leads are made in portions, outside the time that is taken: a million at once would fill the memory. */
const portion = 5_000

/** Scores a million made-up leads with ten activities each, in one thread: by rules alone, and blended. */
export function judgeManyLeads() {
  heading('a million leads with ten activities each, in one thread, by seconds of processor')
  const rules: ScoringVersion = { rules: scoringPresets.b2b, learned: null }
  const blended = blendedVersion()
  const terms = blended.learned?.card.features.length ?? 0
  const pairs = blended.learned?.card.pairs.length ?? 0
  const said = `blended (${terms} features, ${pairs} pairs)`
  const cases: [string, (facts: LeadFacts) => { total: number }, number][] = [
    ['score, rules', scorer(rules), 300_000],
    ['ledger, rules', explainer(rules), 50_000],
    [`score, ${said}`, scorer(blended), 100_000],
    [`ledger, ${said}`, explainer(blended), 20_000],
  ]
  for (const [name, work, least] of cases) {
    const rates = ratesOf(work)
    const rate = rates[Math.floor(rates.length / 2)] ?? 0
    const slowest = Math.round(rates[0] ?? 0).toLocaleString('en')
    const figure = `${Math.round(rate).toLocaleString('en')} (median of ${rates.length} portions, the slowest ${slowest})`
    expectThat(`${name} ≥ ${least.toLocaleString('en')} leads/s`, rate >= least, figure)
  }
}

/** Leads per second of every portion, the slowest first. One work after the other: together they crowd each other out. */
function ratesOf(work: (facts: LeadFacts) => { total: number }): number[] {
  const rates: number[] = []
  for (let from = 0; from < million; from += portion) {
    const leads = makeLeads(from, portion)
    const start = processorSeconds()
    for (const facts of leads) work(facts)
    rates.push(portion / (processorSeconds() - start))
  }
  return rates.sort((left, right) => left - right)
}

function scorer(version: ScoringVersion) {
  const { score } = compileVersion(version)
  return (facts: LeadFacts) => score(facts, now)
}

function explainer(version: ScoringVersion) {
  const { explain } = compileVersion(version)
  return (facts: LeadFacts) => explain(facts, now)
}

/** The rules with what made-up closed deals teach: a model with pairs, the dearest form. */
function blendedVersion(): ScoringVersion {
  const rules = scoringPresets.b2b
  const deals = makeLeads(million, 4000)
  const random = randomBy(17)
  const outcomes = Uint8Array.from(deals, (deal) => (random() < winRateOf(deal) ? 1 : 0))
  const columns = columnsOf(deals.map((deal) => learningRow(deal, now)))
  const options = { candidate: 'ga2m' as const, monotone: monotoneFeatures(rules) }
  const foldOf = outcomes.map((_, row) => row % 2)
  const { logOdds } = crossValidate({ columns, outcomes }, foldOf, options)
  const card = fitScorecard({ columns, outcomes }, options)
  return { rules, learned: { card, scale: fitPointScale(logOdds), weight: learnedWeight(card) } }
}

/** Large companies buy on recommendation, small ones through ads, and the pricing page tells. */
function winRateOf({ fields, activities }: LeadFacts): number {
  const large = Number(fields.company_size) > 800
  const suited = large ? fields.source === 'referral' : fields.source === 'ads'
  const worth = Number(fields.estimated_value) > 20_000 && fields.industry === 'software'
  const views = activities.filter(({ type }) => type === 'pricing_page_view').length
  return 0.08 + (suited ? 0.3 : 0) + (worth ? 0.2 : 0) + 0.05 * Math.min(4, views)
}
