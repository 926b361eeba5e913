import type { LeadFacts } from '@leadglass/scoring'

const day = 86_400_000

/** The moment that made-up leads are scored at. */
export const now = Date.UTC(2026, 10, 22)

const types = [
  'email_open',
  'website_visit',
  'email_click',
  'pricing_page_view',
  'call',
  'demo_request',
  'meeting',
]
const titles = ['VP Sales', 'Engineer', 'Marketing Manager', 'Student', 'CEO']
const industries = ['software', 'retail', 'consulting', 'education', 'logistics']
const sources = ['ads', 'referral', 'web', 'fair']

/** Made-up leads of ten activities each, all different; `from` is the number of the first. */
export function makeLeads(from: number, count: number): LeadFacts[] {
  return Array.from({ length: count }, (_, place) => {
    const lead = from + place
    const mixed = Math.imul(lead + 1, 0x9e3779b1) >>> 0
    return {
      fields: {
        title: titles[mixed % titles.length] ?? null,
        industry: industries[(mixed >>> 4) % industries.length] ?? null,
        source: sources[(mixed >>> 8) % sources.length] ?? null,
        company_size: (mixed >>> 12) % 2000,
        estimated_value: (mixed >>> 6) % 50_000,
        email: `x@${lead % 7 ? `globex${lead % 50}.com` : 'gmail.com'}`,
      },
      createdAt: now - 200 * day,
      activities: Array.from({ length: 10 }, (_, index) => ({
        id: `${lead}-${index}`,
        type: types[(mixed + index * (1 + (mixed % 3))) % types.length] ?? 'call',
        at: now - ((mixed + index * 13) % 180) * day,
      })),
    }
  })
}
