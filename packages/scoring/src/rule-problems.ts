import { fieldTestProblems } from './field-test-problems.ts'
import { isText } from './is-text.ts'
import { isWholeNumber } from './is-whole-number.ts'
import { scoreGroups } from './scoring-model.ts'

const maxPoints = 1000
const maxDays = 36_500
/** Beginnings of the ids of terms that no rule makes. */
const keptIds = ['limit:', 'learned:']
const commonKeys = ['id', 'group', 'label', 'kind', 'points']
const keysOfKind: Record<string, readonly string[]> = {
  field: ['field', 'test'],
  activity: ['activity', 'maxCount', 'halfLifeInDays', 'windowInDays'],
  silence: ['activities', 'days'],
}

/**
 * Everything that is wrong with a value that should be a rule; each problem begins with the field that it is about.
 *
 * Formula: none. A key that no rule of the kind has is a problem too: a misspelt half-life would
 * otherwise mean, without a word, that nothing decays.
 *
 * @example
 * ruleProblems({ ...openRule, points: NaN }) // ['points must be a number from -1000 to 1000']
 */
export function ruleProblems(rule: Readonly<Record<string, unknown>>): string[] {
  return [...commonProblems(rule), ...kindProblems(rule)]
}

function commonProblems(rule: Record<string, unknown>): string[] {
  const problems: string[] = []
  if (!isText(rule.id)) problems.push('id must be a text')
  else
    for (const kept of keptIds)
      if (rule.id.startsWith(kept)) problems.push(`id must not start with "${kept}"`)
  if (!scoreGroups.some((group) => group === rule.group)) {
    problems.push(`group must be one of ${scoreGroups.join(', ')}`)
  }
  if (!isText(rule.label)) problems.push('label must be a text')
  if (!isNumber(rule.points, -maxPoints, maxPoints)) {
    problems.push(`points must be a number from -${maxPoints} to ${maxPoints}`)
  }
  return problems
}

function kindProblems(rule: Record<string, unknown>): string[] {
  const kind = String(rule.kind)
  const keys = Object.hasOwn(keysOfKind, kind) ? keysOfKind[kind] : undefined
  if (!keys) return ['kind must be one of field, activity, silence']
  const problems = Object.keys(rule)
    .filter((key) => rule[key] !== undefined && !commonKeys.includes(key) && !keys.includes(key))
    .map((key) => `${key} is not a field of ${kind} rules`)
  if (kind === 'field') problems.push(...fieldProblems(rule))
  else if (kind === 'activity') problems.push(...activityProblems(rule))
  else problems.push(...silenceProblems(rule))
  return problems
}

function fieldProblems(rule: Record<string, unknown>): string[] {
  const problems = fieldTestProblems(rule.test)
  return isText(rule.field) ? problems : ['field must be a text', ...problems]
}

function activityProblems(rule: Record<string, unknown>): string[] {
  const problems: string[] = []
  if (!isText(rule.activity)) problems.push('activity must be a text')
  if (!isWholeNumber(rule.maxCount, 1, 1000)) problems.push('maxCount must be a whole number from 1 to 1000')
  for (const key of ['halfLifeInDays', 'windowInDays']) {
    const days = rule[key] ?? null
    if (days !== null && !isDays(days)) problems.push(`${key} must be null or a number above 0`)
  }
  return problems
}

function silenceProblems(rule: Record<string, unknown>): string[] {
  const problems: string[] = []
  if (!Array.isArray(rule.activities) || rule.activities.length === 0 || !rule.activities.every(isText)) {
    problems.push('activities must be a list of texts')
  }
  if (!isDays(rule.days)) problems.push('days must be a number above 0')
  if (Number(rule.points) > 0) problems.push('points must not be above 0: silence never adds to a score')
  return problems
}

function isDays(value: unknown): boolean {
  return isNumber(value, Number.MIN_VALUE, maxDays)
}

function isNumber(value: unknown, min: number, max: number): boolean {
  return typeof value === 'number' && value >= min && value <= max
}
