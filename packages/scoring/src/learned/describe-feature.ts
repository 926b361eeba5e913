import { binWords, levelWords, numberWords, plain, rangeOf } from './describe-bins.ts'
import { emailKindFeature, learnedInput } from './learned-inputs.ts'
import type { CardFeature } from './scorecard.ts'

/** Activities as what happened to what: 'Pricing page' and 'viewed'. */
const happenings: Readonly<Record<string, readonly [what: string, happened: string]>> = {
  email_open: ['E-mail', 'opened'],
  email_click: ['Link in an e-mail', 'clicked'],
  email_reply: ['E-mail', 'answered'],
  email_bounced: ['E-mail', 'bounced'],
  unsubscribed: ['Opt-out from e-mails', 'recorded'],
  website_visit: ['Website', 'visited'],
  pricing_page_view: ['Pricing page', 'viewed'],
  content_download: ['Content', 'downloaded'],
  webinar_attended: ['Webinar', 'attended'],
  form_submitted: ['Form', 'sent'],
  demo_request: ['Demo', 'asked for'],
  trial_signup: ['Trial', 'signed up for'],
  trade_in_inquiry: ['Trade-in', 'asked about'],
  test_drive_request: ['Test drive', 'asked for'],
  financing_calculator: ['Financing calculator', 'used'],
  call: ['Call', 'held'],
  meeting: ['Meeting', 'held'],
  whatsapp: ['WhatsApp messages', 'exchanged'],
}

const fieldNames: Readonly<Record<string, string>> = {
  [emailKindFeature]: 'E-mail address',
  title: 'Job title',
}

const emailKinds: Readonly<Record<string, string>> = {
  business: 'company',
  free: 'private mailbox',
  education: 'school or university',
}

/**
 * A feature in words, for the heading of a chart.
 *
 * @example
 * featureName('company_size') // 'Company size'
 * featureName('activity.pricing_page_view.days') // 'Pricing page viewed: days ago'
 */
export function featureName(name: string): string {
  const input = learnedInput(name)
  if (input?.kind === 'count') return `${happeningOf(input.activity).join(' ')}: times`
  if (input?.kind === 'days') return `${happeningOf(input.activity).join(' ')}: days ago`
  return fieldNames[name] ?? humanised(name.replace(/^metadata\./, ''))
}

/**
 * What a bin says about a lead, as a sales rep reads it.
 *
 * @example
 * binLabel(countOfPricingPageViews, 3) // 'Pricing page viewed 3 to 5 times'
 * binLabel(source, 4) // 'Source: referral'
 */
export function binLabel(feature: CardFeature, bin: number): string {
  const input = learnedInput(feature.name)
  if (input?.kind === 'count') return countLabel(happeningOf(input.activity), feature, bin)
  if (input?.kind === 'days') return daysLabel(happeningOf(input.activity), feature, bin)
  const name = featureName(feature.name)
  if (bin === 0) return `${name} not known`
  if (feature.kind === 'numeric') {
    return feature.cuts.length ? `${name} ${numberWords(rangeOf(feature, bin, bin))}` : `${name} known`
  }
  const level = binWords(feature, bin)
  return `${name}: ${feature.name === emailKindFeature ? (emailKinds[level] ?? level) : levelWords(level)}`
}

function countLabel([what, happened]: readonly [string, string], feature: CardFeature, bin: number): string {
  if (bin === 0) return `${what} not ${happened}`
  const { low, high } = rangeOf(feature, bin, bin)
  // A type that happened, happened once at least.
  const least = Math.max(1, low ?? 1)
  if (high !== null && high <= least)
    return `${what} ${happened} ${least === 1 ? 'once' : `${plain(high)} times`}`
  return `${what} ${happened} ${numberWords({ low: least, high, isWhole: true })} times`
}

function daysLabel([what, happened]: readonly [string, string], feature: CardFeature, bin: number): string {
  if (bin === 0) return `${what} never ${happened}`
  if (feature.cuts.length === 0) return `${what} ${happened} at some time`
  const { low, high } = rangeOf(feature, bin, bin)
  if (high !== null && high <= (low ?? 0)) return `${what} last ${happened} ${daysAgo(high)}`
  const days = high === 1 && low === null ? 'day' : 'days'
  return `${what} last ${happened} ${numberWords({ low, high, isWhole: true })} ${days} ago`
}

function daysAgo(days: number): string {
  if (days < 1) return 'today'
  return days === 1 ? '1 day ago' : `${plain(days)} days ago`
}

function happeningOf(activity: string): readonly [string, string] {
  const known = Object.hasOwn(happenings, activity) ? happenings[activity] : undefined
  return known ?? [humanised(activity), 'recorded']
}

/** 'Company size' of company_size, 'Budget year' of budgetYear. */
function humanised(name: string): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[_.-]+/g, ' ')
    .trim()
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
