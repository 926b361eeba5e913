import { products, sources } from './data-companies.ts'
import type { Company } from './invent-companies.ts'
import type { Random } from './random.ts'

/** Where a lead comes from, before anything happens. */
export type Prospect = { company: Company; source: keyof typeof sources; product: string }

export function inventProspect(random: Random, companies: readonly Company[]): Prospect {
  return {
    company: random.pick(companies),
    source: random.weighted(sources),
    product: random.pick(products),
  }
}

// What this company sells well, as log-odds. The rules know some of it; the rest is there to be learned.
const ofSource: Readonly<Record<keyof typeof sources, number>> = {
  referral: 1.9,
  partner: 1.3,
  webinar: 0.2,
  website: 0,
  trade_fair: -0.2,
  linkedin: -0.3,
  newsletter: -0.8,
  cold_outreach: -2,
}
const ofProduct: Readonly<Record<string, number>> = {
  Migration: 1.3,
  'Enterprise plan': 0.9,
  Forecasting: 0.2,
  'Starter plan': -1.3,
}
const ofIndustry: Readonly<Record<string, number>> = {
  Manufacturing: 1.2,
  Logistics: 1.1,
  Software: 0.2,
  Retail: -0.5,
  Hospitality: -0.9,
  Education: -1,
}

/** How much better than others a lead sells, as log-odds. */
export function promiseOf({ company, source, product }: Prospect): number {
  return (
    ofSource[source] +
    (ofProduct[product] ?? 0) +
    (ofIndustry[company.industry.name] ?? 0) +
    promiseOfSize(company.size)
  )
}

/** The middle buys; the small have no budget, the large take years. */
function promiseOfSize(size: number): number {
  if (size < 10) return -1.3
  if (size < 50) return 0
  if (size < 1000) return 0.9
  return -1
}
