const words = (text: string) => text.trim().split(/\s*,\s*/)

export type Industry = { name: string; weight: number; nouns: string[] }

/** Industries with the words that their company names end in. */
export const industries: readonly Industry[] = [
  { name: 'Software', weight: 14, nouns: words('Software, Systems, Labs, Apps') },
  { name: 'SaaS', weight: 9, nouns: words('Cloud, Platform, Hub, Stack') },
  { name: 'IT Services', weight: 9, nouns: words('IT, Technologies, Solutions, Networks') },
  { name: 'Fintech', weight: 6, nouns: words('Pay, Ledger, Capital Tech') },
  { name: 'Financial Services', weight: 6, nouns: words('Finance, Capital, Partners') },
  { name: 'E-commerce', weight: 7, nouns: words('Commerce, Market, Goods') },
  { name: 'Consulting', weight: 7, nouns: words('Consulting, Advisory, Strategy') },
  { name: 'Telecommunications', weight: 4, nouns: words('Telecom, Connect, Fiber') },
  { name: 'Professional Services', weight: 5, nouns: words('Services, Associates, Group') },
  { name: 'Manufacturing', weight: 9, nouns: words('Industries, Works, Components, Tools') },
  { name: 'Logistics', weight: 5, nouns: words('Logistics, Freight, Shipping') },
  { name: 'Healthcare', weight: 5, nouns: words('Health, Clinics, Medical') },
  { name: 'Retail', weight: 4, nouns: words('Stores, Retail, Trading') },
  { name: 'Construction', weight: 3, nouns: words('Construction, Builders, Engineering') },
  { name: 'Hospitality', weight: 3, nouns: words('Hotels, Hospitality, Resorts') },
  { name: 'Energy', weight: 3, nouns: words('Energy, Power, Solar') },
  { name: 'Education', weight: 2, nouns: words('Academy, Learning, Institute') },
]

export const titles = {
  decides:
    words(`CEO, CTO, CFO, COO, Founder, Co-Founder, Managing Director, VP of Sales, VP Operations, VP Engineering,
    Head of Marketing, Head of IT, Head of Procurement, Director of Operations, Sales Director, IT Director, Owner,
    Chief Digital Officer, Managing Partner`),
  manages:
    words(`Marketing Manager, IT Manager, Operations Manager, Product Manager, Team Lead Sales, Project Manager,
    Office Manager, Customer Success Manager, Purchasing Manager, Lead Engineer`),
  works:
    words(`Software Engineer, Account Executive, Business Analyst, Procurement Specialist, Marketing Specialist,
    Data Analyst, Sales Representative, Systems Administrator, Assistant to the Board, Accountant, Designer`),
  learns: words('Student, Marketing Intern, Trainee, Working Student'),
}

export const companySizes: Readonly<Record<string, readonly [number, number]>> = {
  tiny: [2, 9],
  small: [10, 49],
  medium: [50, 249],
  large: [250, 999],
  huge: [1000, 18_000],
}

export const sources = {
  website: 30,
  referral: 13,
  linkedin: 12,
  cold_outreach: 12,
  webinar: 10,
  newsletter: 9,
  trade_fair: 8,
  partner: 6,
}

export const products = words(
  'Analytics, Forecasting, Starter plan, Team plan, Enterprise plan, Integrations, Migration',
)
export const campaigns = words(
  'spring-launch, product-tour, fall-webinars, partner-week, retargeting, newsletter',
)
export const privateMailboxes = words('gmail.com, outlook.com, gmx.de, yahoo.com, icloud.com, proton.me')
