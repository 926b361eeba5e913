import type { ScoreTerm } from '@leadglass/contracts/scoring.ts'
import { activityWord } from '../lib/activity-words.ts'
import { formatPlural } from '../lib/format-count.ts'

type Evidence = ScoreTerm['evidence']
type ActivityEvidence = Extract<Evidence, { kind: 'activities' }>
type LearnedEvidence = Extract<Evidence, { kind: 'learned' }>
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
      const whole = wholes[rule] ?? groupTogether[group]
      return [`${whole} made ${rounded(evidence.before)}; the limit is ${rounded(evidence.limit)}`]
    }
    case 'learned':
      return learnedWords(evidence)
    case 'baseline':
      return [`The lead of which nothing is known wins with ${(100 * evidence.winRate).toFixed(1)} %`]
    case 'unknown':
      return ['What this rested on was not kept']
  }
}

/** Before the limit stand points with fractions; one digit is enough to follow. */
function rounded(points: number): string {
  return points.toLocaleString('en', { maximumFractionDigits: 1 })
}

/** Limits that hold more than one group. */
const wholes: Readonly<Record<string, string | undefined>> = {
  'limit:total': 'All groups together',
  'limit:learned': 'What was learned, before its share,',
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

/** Where the lead lies in what past deals teach, how many lie there too, and what that does to the odds. */
function learnedWords({ fields, rows, logOdds }: LearnedEvidence): string[] {
  const places = fields.map(({ field, value, bin }) => {
    const shown = learnedValue(field, value)
    // A level is its own place: saying it twice would be noise.
    return shown === bin
      ? `${learnedFieldWord(field)}: ${bin}`
      : `${learnedFieldWord(field)}: ${shown} (${bin})`
  })
  const seen =
    rows === null ? 'Learned from the two together' : `${formatPlural(rows, 'past deal')} like this`
  return [...places, seen, oddsWords(logOdds)]
}

/** What a term does to the odds of being won, as a factor. */
function oddsWords(logOdds: number): string {
  const factor = Math.exp(Math.abs(logOdds))
  if (factor < 1.005) return 'hardly changes the odds'
  const times = factor.toLocaleString('en', { maximumFractionDigits: factor < 10 ? 2 : 0 })
  return `odds of winning ${logOdds > 0 ? '×' : '÷'} ${times}`
}

const ofActivity = /^activity\.(\w+)\.(count|days)$/

/** The type of activity that a learned field counts or times; null for fields of the profile. */
export function activityOfField(field: string): string | null {
  return ofActivity.exec(field)?.[1] ?? null
}

function learnedFieldWord(field: string): string {
  const [, type, kind] = ofActivity.exec(field) ?? []
  if (type === undefined) return fieldWord(field)
  return `${activityWord(type)}, ${kind === 'count' ? 'how often' : 'how long ago'}`
}

function learnedValue(field: string, value: Value): string {
  const [, type, kind] = ofActivity.exec(field) ?? []
  if (type === undefined) return valueWord(value)
  if (kind === 'count') return value === null || value === 0 ? 'never' : formatPlural(Number(value), 'time')
  return value === null ? 'never' : daysAgo(Number(value))
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
  const known: Record<string, string> = {
    email: 'E-mail',
    email_kind: 'Kind of e-mail address',
    title: 'Job title',
  }
  const words = field.replace(/^metadata\./, '').replaceAll('_', ' ')
  return known[field] ?? words.charAt(0).toUpperCase() + words.slice(1)
}

export function valueWord(value: Value): string {
  if (value === null || value === '') return 'not given'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'number' ? value.toLocaleString('en') : value
}
