import type { ScoreTerm } from '@leadglass/contracts/scoring.ts'
import { formatPlural } from '../lib/format-count.ts'

type Evidence = ScoreTerm['evidence']
type ActivityEvidence = Extract<Evidence, { kind: 'activities' }>
type Value = Extract<Evidence, { kind: 'field' }>['value']

/** What a term rests on, in the order a doubting reader would ask. */
export function evidenceWords({ group, rule, evidence }: ScoreTerm): string[] {
  switch (evidence.kind) {
    case 'field':
      return [`${fieldWord(evidence.field)}: ${valueWord(evidence.value)}`]
    case 'activities':
      return activityWords(evidence)
    case 'silence':
      return [`Last sign of life ${daysAgo(evidence.lastActivityAgeInDays)}`]
    case 'limit': {
      const whole = rule === 'limit:total' ? 'All groups together' : groupTogether[group]
      return [`${whole} made ${rounded(evidence.before)}; the limit is ${evidence.limit}`]
    }
    case 'learned':
      return evidence.fields.map(({ field, bin }) => `${fieldWord(field)}: ${bin}`)
    case 'baseline':
      return [`${(100 * evidence.winRate).toFixed(1)} % of the closed leads were won`]
    case 'unknown':
      return ['What this rested on was not kept']
  }
}

/** Before the limit stand points with fractions; one digit is enough to follow. */
function rounded(points: number): string {
  return points.toLocaleString('en', { maximumFractionDigits: 1 })
}

const groupTogether: Record<ScoreTerm['group'], string> = {
  engagement: 'The engagement terms',
  buying_signals: 'The buying signals',
  demographic_fit: 'The terms of fit',
  baseline: 'The starting point',
}

function activityWords(evidence: ActivityEvidence): string[] {
  const { count, counted, pointsEach, newestAgeInDays, halfLifeInDays } = evidence
  const howMany = count > counted ? `${counted} of ${count} counted` : `${formatPlural(count, 'time')}`
  const each = `${points(pointsEach)} each when new`
  const fading = halfLifeInDays === null ? 'does not fade' : `halves every ${halfLifeInDays} days`
  return [howMany, each, `newest ${daysAgo(newestAgeInDays)}`, fading]
}

function points(number: number): string {
  const size = Math.abs(number)
  return `${number < 0 ? '−' : ''}${size} ${size === 1 ? 'point' : 'points'}`
}

function daysAgo(days: number): string {
  if (days < 1) return 'today'
  return `${formatPlural(Math.floor(days), 'day')} ago`
}

/** `company_size` → `Company size`, `metadata.plan_name` → `Plan name`. */
export function fieldWord(field: string): string {
  const known: Record<string, string> = { email: 'E-mail', title: 'Job title' }
  const words = field.replace(/^metadata\./, '').replaceAll('_', ' ')
  return known[field] ?? words.charAt(0).toUpperCase() + words.slice(1)
}

function valueWord(value: Value): string {
  if (value === null || value === '') return 'not given'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'number' ? value.toLocaleString('en') : value
}
