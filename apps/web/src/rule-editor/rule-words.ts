import { activityWord } from '../lib/activity-words.ts'
import { groupWords } from '../lib/group-words.ts'
import type { FieldTest, Rule, RuleKind, RuleOf } from './rule-types.ts'
import { valueText } from './value-text.ts'

export const kindWords: Record<RuleKind, string> = {
  activity: 'What a lead does',
  field: 'Who a lead is',
  silence: 'Silence',
}

export const domainWords = {
  business: 'a company address',
  free: 'a private mailbox',
  education: 'a school or university',
} as const

const numbers = new Intl.NumberFormat('en', { maximumFractionDigits: 4 })

/** `6`, `−15` with a real minus; a dash where nothing has been typed yet. */
export function numberText(value: number): string {
  if (Number.isNaN(value)) return '—'
  return value < 0 ? `−${numbers.format(-value)}` : numbers.format(value)
}

/** What a rule says after its label: `6 points each, newest 5, halves every 14 days`. */
export function ruleSentence(rule: Rule): string {
  if (rule.kind === 'activity') return activitySentence(rule)
  if (rule.kind === 'field') {
    return `${pointsText(rule.points)} when ${fieldWord(rule.field)} ${testSentence(rule.test)}`
  }
  const kinds =
    rule.activities.length === 1 ? activityName(rule.activities[0]) : listOf(rule.activities, 'kind')
  return `${pointsText(rule.points)} when nothing happens for ${dayText(rule.days)} (${kinds})`
}

function activitySentence({ points, maxCount, halfLifeInDays, windowInDays }: RuleOf<'activity'>): string {
  const fading = halfLifeInDays == null ? 'does not fade' : `halves every ${dayText(halfLifeInDays)}`
  const counted = maxCount === 1 ? 'only the newest' : `newest ${numberText(maxCount)}`
  const each = maxCount === 1 ? pointsText(points) : `${pointsText(points)} each`
  const window = windowInDays == null ? [] : [`within ${dayText(windowInDays)}`]
  return [each, counted, fading, ...window].join(', ')
}

/** `is one of software, saas and 11 more`. */
export function testSentence(test: FieldTest): string {
  if ('equals' in test) return test.equals === null ? 'is missing' : `is ${valueText(test.equals) || '—'}`
  if ('oneOf' in test) return `is one of ${firstOf(test.oneOf.map(valueText))}`
  if ('present' in test) return test.present ? 'is known' : 'is missing'
  if ('emailDomain' in test) return `is ${domainWords[test.emailDomain]}`
  if ('matchesWord' in test) return `has the word ${firstOf(test.matchesWord)}`
  return rangeSentence(test)
}

function rangeSentence({ min, max }: { min?: number; max?: number }): string {
  if (min !== undefined && max !== undefined) return `is from ${numberText(min)} to ${numberText(max)}`
  if (min !== undefined) return `is ${numberText(min)} or more`
  return max === undefined ? 'is a number' : `is ${numberText(max)} or less`
}

function firstOf(words: readonly string[], shown = 3): string {
  if (words.length === 0) return '—'
  const rest = words.length - shown
  return words.slice(0, shown).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
}

function listOf(items: readonly string[], one: string): string {
  return `${items.length} ${one}s of activity`
}

export function pointsText(points: number): string {
  return `${numberText(points)} ${Math.abs(points) === 1 ? 'point' : 'points'}`
}

export function dayText(days: number): string {
  return `${numberText(days)} ${days === 1 ? 'day' : 'days'}`
}

/** The most that a rule can bring or take, for the column of points. */
export function mostPoints(rule: Rule): number {
  return rule.kind === 'activity' ? rule.points * rule.maxCount : rule.points
}

export function activityName(type: string | undefined): string {
  return type ? activityWord(type) : '—'
}

const fieldNames: Readonly<Record<string, string>> = {
  email: 'E-mail',
  title: 'Job title',
  estimated_value: 'Value',
}

/** `company_size` → `Company size`, `metadata.plan_name` → `Plan name`. */
export function fieldWord(field: string): string {
  const words = field.replace(/^metadata\./, '').replaceAll('_', ' ')
  return fieldNames[field] ?? (words.charAt(0).toUpperCase() + words.slice(1) || '—')
}

/** One thing that a rule says, for a comparison or to be read; a list is compared word by word. */
export type Facet = { name: string; value: string | readonly string[] }

export function ruleFacets(rule: Rule): Facet[] {
  return [
    { name: 'Label', value: rule.label },
    { name: 'Group', value: groupWords[rule.group] },
    { name: 'Kind', value: kindWords[rule.kind] },
    { name: 'Points', value: numberText(rule.points) },
    ...kindFacets(rule),
  ]
}

function kindFacets(rule: Rule): Facet[] {
  if (rule.kind === 'field')
    return [{ name: 'Field', value: fieldWord(rule.field) }, ...testFacets(rule.test)]
  if (rule.kind === 'silence') {
    return [
      { name: 'After', value: dayText(rule.days) },
      { name: 'Without', value: rule.activities.map(activityName) },
    ]
  }
  const { halfLifeInDays: half, windowInDays: window } = rule
  return [
    { name: 'Activity', value: activityName(rule.activity) },
    { name: 'Newest counted', value: numberText(rule.maxCount) },
    { name: 'Halves every', value: half == null ? 'never' : dayText(half) },
    { name: 'Counts within', value: window == null ? 'any time' : dayText(window) },
  ]
}

function testFacets(test: FieldTest): Facet[] {
  if ('oneOf' in test) return [{ name: 'Is one of', value: test.oneOf.map(valueText) }]
  if ('matchesWord' in test) return [{ name: 'Has a word of', value: test.matchesWord }]
  return [{ name: 'Test', value: testSentence(test) }]
}
