import type { LeadProfile } from '@leadglass/contracts/leads.ts'
import { campaigns, privateMailboxes, titles } from './data-companies.ts'
import { type Company, slug } from './invent-companies.ts'
import type { Prospect } from './invent-prospect.ts'
import type { Course } from './invent-story.ts'
import type { Random } from './random.ts'

/** Who buys is more often who decides; the other courses have them too. */
const roles: Readonly<Record<Course, Record<keyof typeof titles, number>>> = {
  won: { decides: 66, manages: 28, works: 6, learns: 0 },
  hot: { decides: 82, manages: 18, works: 0, learns: 0 },
  warm: { decides: 45, manages: 35, works: 20, learns: 0 },
  lost: { decides: 25, manages: 32, works: 38, learns: 5 },
  cool: { decides: 25, manages: 32, works: 39, learns: 4 },
  quiet: { decides: 18, manages: 27, works: 47, learns: 8 },
}

const promising: readonly Course[] = ['won', 'hot', 'warm']

/** What makes addresses and phones unique within one demo. */
export type Taken = { emails: Set<string>; phones: Set<string> }

/** A person at a company, as a rep would know them in the end. */
export function inventProfile(
  random: Random,
  { company, source, product }: Prospect,
  looks: Course,
  taken: Taken,
): LeadProfile {
  const [first, last] = freeName(random, company, taken)
  const isPromising = promising.includes(looks)
  return {
    name: `${first} ${last}`,
    email: emailOf(random, { first, last, company, isPromising, taken }),
    phone: random.chance(isPromising ? 0.9 : 0.6) ? phoneOf(random, company, taken) : null,
    company: isPromising || random.chance(0.94) ? company.name : null,
    title: random.chance(isPromising ? 0.98 : 0.85)
      ? random.pick(titles[random.weighted(roles[looks])])
      : null,
    industry: random.chance(0.92) ? company.industry.name : null,
    company_size: random.chance(isPromising ? 0.96 : 0.8) ? company.size : null,
    country: company.country.name,
    location: random.chance(0.9) ? company.city : null,
    source,
    estimated_value: random.chance(isPromising ? 0.97 : 0.6) ? worthOf(random, company) : null,
    metadata: {
      product_interest: product,
      ...(random.chance(0.35) ? { utm_campaign: random.pick(campaigns) } : {}),
    },
  }
}

function freeName(random: Random, { country, domain }: Company, { emails }: Taken): [string, string] {
  for (;;) {
    const first = random.pick(country.firstNames)
    const last = random.pick(country.lastNames)
    if (!emails.has(addressOf(first, last, domain))) return [first, last]
  }
}

function addressOf(first: string, last: string, domain: string): string {
  return `${slug(first)}.${slug(last, '')}@${domain}`
}

type EmailParts = { first: string; last: string; company: Company; isPromising: boolean; taken: Taken }

function emailOf(random: Random, { first, last, company, isPromising, taken }: EmailParts): string | null {
  const business = addressOf(first, last, company.domain)
  taken.emails.add(business)
  if (isPromising || random.chance(0.82)) return business
  if (random.chance(0.25)) return null
  const address = addressOf(first, `${last} ${random.whole(60, 99)}`, random.pick(privateMailboxes))
  if (taken.emails.has(address)) return business
  taken.emails.add(address)
  return address
}

function phoneOf(random: Random, { country }: Company, { phones }: Taken): string | null {
  for (let attempt = 0; attempt < 20; attempt++) {
    const phone = random.pick(country.phones).replaceAll('#', () => String(random.whole(0, 9)))
    if (phones.has(phone)) continue
    phones.add(phone)
    return phone
  }
  return null
}

/** Larger companies buy more; in steps of a hundred. */
function worthOf(random: Random, { size }: Company): number {
  const seats = Math.min(size, 20_000) ** 0.6 * random.between(0.5, 1.8)
  return Math.max(900, Math.round((seats * 620) / 100) * 100)
}
