import { isRecord } from './is-record.ts'
import { isText } from './is-text.ts'

const emailDomainKinds: readonly unknown[] = ['free', 'business', 'education']
const maxChoices = 1000

/**
 * Everything that is wrong with a value that should be the test of a field rule.
 *
 * Formula: none; a test has exactly one form.
 *
 * @example
 * fieldTestProblems({ min: 5, max: 1 }) // ['test.min must not be above test.max']
 */
export function fieldTestProblems(test: unknown): string[] {
  if (!isRecord(test)) return ['test must be an object']
  const forms = Object.keys(test).filter((key) => test[key] !== undefined)
  if (forms.includes('min') || forms.includes('max')) return rangeProblems(test, forms)
  const [form = ''] = forms
  if (forms.length !== 1) return ['test must have exactly one form']
  const value = test[form]
  if (form === 'equals')
    return isFieldValue(value) ? [] : ['test.equals must be a text, number, boolean or null']
  if (form === 'oneOf') {
    return isList(value, isFieldValue)
      ? []
      : ['test.oneOf must be a list of texts, numbers, booleans or null']
  }
  if (form === 'present') return typeof value === 'boolean' ? [] : ['test.present must be true or false']
  if (form === 'emailDomain') {
    return emailDomainKinds.includes(value) ? [] : ['test.emailDomain must be free, business or education']
  }
  if (form === 'matchesWord') return isList(value, isText) ? [] : ['test.matchesWord must be a list of words']
  return [`test.${form} is not a test`]
}

function rangeProblems(test: Record<string, unknown>, forms: readonly string[]): string[] {
  const problems = forms
    .filter((form) => form !== 'min' && form !== 'max')
    .map((form) => `test.${form} does not belong in a range`)
  for (const bound of ['min', 'max']) {
    if (test[bound] !== undefined && !Number.isFinite(test[bound]))
      problems.push(`test.${bound} must be a number`)
  }
  if (Number(test.min) > Number(test.max)) problems.push('test.min must not be above test.max')
  return problems
}

function isList(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.length > 0 && value.length <= maxChoices && value.every(isItem)
}

function isFieldValue(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  return value === null || typeof value === 'string' || typeof value === 'boolean'
}
