import { emailDomainKind } from './email-domain-kind.ts'
import type { FieldTest, FieldValue } from './scoring-model.ts'

/**
 * Turns a field test into a function that is fast to ask many times. Missing fields arrive as null.
 *
 * Formula: `equals` and `oneOf` compare values, text without regard to case and surrounding space;
 * `min` and `max` hold for numbers from min to max, both included; `present` asks whether there is a
 * value; `emailDomain` compares the class of the domain; `matchesWord` finds a whole word or phrase.
 *
 * @example
 * compileFieldTest({ matchesWord: ['vp'] })('VP of Sales') // true
 * compileFieldTest({ matchesWord: ['vp'] })('MVP award')   // false
 * compileFieldTest({ min: 50, max: 999 })(50)              // true
 */
export function compileFieldTest(test: FieldTest): (value: FieldValue) => boolean {
  if ('equals' in test) return compileOneOf([test.equals])
  if ('oneOf' in test) return compileOneOf(test.oneOf)
  if ('present' in test) return (value) => (value !== null) === test.present
  if ('emailDomain' in test) {
    return (value) => typeof value === 'string' && emailDomainKind(value) === test.emailDomain
  }
  if ('matchesWord' in test) return compileWords(test.matchesWord)
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = test
  return (value) => typeof value === 'number' && value >= min && value <= max
}

function compileOneOf(expected: readonly FieldValue[]): (value: FieldValue) => boolean {
  const keys = new Set(expected.map(comparable))
  return (value) => keys.has(value) || (typeof value === 'string' && keys.has(comparable(value)))
}

function comparable(value: FieldValue): FieldValue {
  return typeof value === 'string' ? value.trim().toLowerCase() || null : value
}

function compileWords(words: readonly string[]): (value: FieldValue) => boolean {
  const literals = words.map((word) => word.trim().replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
  // \b knows only ASCII letters: "Präsident" must not contain the word "sident".
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${literals.join('|')})(?![\\p{L}\\p{N}])`, 'iu')
  return (value) => typeof value === 'string' && pattern.test(value)
}
