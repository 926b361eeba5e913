import { compileModel, type LeadFacts, scoringPresets } from '@leadglass/scoring'
import { median } from './measure.ts'

const types = [
  'email_open',
  'website_visit',
  'email_click',
  'pricing_page_view',
  'call',
  'demo_request',
  'meeting',
]
const now = Date.UTC(2026, 10, 22)
const day = 86_400_000

/** Leads of ten activities each, all different. */
function makeLeads(count: number): LeadFacts[] {
  return Array.from({ length: count }, (_, lead) => ({
    fields: {
      title: lead % 3 ? 'VP Sales' : 'Engineer',
      company_size: lead % 2000,
      email: `x@globex${lead % 50}.com`,
      source: 'ads',
    },
    createdAt: now - 200 * day,
    activities: Array.from({ length: 10 }, (_, index) => ({
      id: `${lead}-${index}`,
      type: types[(lead + index) % types.length] ?? 'call',
      at: now - ((lead * 7 + index * 13) % 180) * day,
    })),
  }))
}

/** Leads scored per second in one thread, without and with the ledger. */
export function measureScoring(): { score: number; explain: number } {
  const { score, explain } = compileModel(scoringPresets.b2b)
  const leads = makeLeads(50_000)
  const rate = (work: (facts: LeadFacts) => { total: number }) => {
    const rounds = Array.from({ length: 5 }, () => {
      const start = performance.now()
      let sum = 0
      for (const facts of leads) sum += work(facts).total
      if (sum < 0) throw new Error('scores are never negative')
      return (leads.length / (performance.now() - start)) * 1000
    })
    return median(rounds.slice(1))
  }
  return { score: rate((facts) => score(facts, now)), explain: rate((facts) => explain(facts, now)) }
}
