import { companySizes, type Industry, industries } from './data-companies.ts'
import { type Country, countries } from './data-countries.ts'
import type { Random } from './random.ts'

export type Company = {
  name: string
  domain: string
  country: Country
  city: string
  industry: Industry
  size: number
}

/**
 * Companies of believable names. Their domains end in `.example`, which RFC 2606 keeps free: mail that somebody sends
 * from a demo reaches nobody.
 */
export function inventCompanies(random: Random, count: number): Company[] {
  const companies = new Map<string, Company>()
  while (companies.size < count) {
    const country = random.pick(spread(countries))
    const industry = random.pick(spread(industries))
    const base = `${random.pick(country.stems)} ${random.pick(industry.nouns)}`
    const domain = `${slug(base)}.example`
    if (companies.has(domain)) continue
    const [from, to] = companySizes[
      random.weighted({ tiny: 14, small: 30, medium: 28, large: 18, huge: 10 })
    ] ?? [1, 1]
    companies.set(domain, {
      name: `${base} ${random.pick(country.forms)}`.trim(),
      domain,
      country,
      city: random.pick(country.cities),
      industry,
      // Sizes crowd at the lower end of their range.
      size: Math.round(from + (to - from) * random.next() ** 2),
    })
  }
  return [...companies.values()]
}

const spreads = new WeakMap<readonly { weight: number }[], unknown[]>()

/** A list in which each entry stands as often as its weight says. */
function spread<Entry extends { weight: number }>(entries: readonly Entry[]): Entry[] {
  const known =
    spreads.get(entries) ?? entries.flatMap((entry) => Array.from({ length: entry.weight }, () => entry))
  spreads.set(entries, known)
  return known as Entry[]
}

/** Letters of an address: `Jürgen Wiśniewski` → `jurgen-wisniewski`. */
export function slug(text: string, joint = '-'): string {
  return text
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, (other) => (/\s|-|\./.test(other) ? ' ' : ''))
    .trim()
    .replaceAll(/\s+/g, joint)
}
