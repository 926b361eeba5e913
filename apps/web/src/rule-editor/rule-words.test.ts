import { b2bModel } from '@leadglass/scoring'
import { expect, it } from 'vitest'
import type { Rule } from './rule-types.ts'
import { numberText, ruleSentence, testSentence } from './rule-words.ts'

const pricing: Rule = {
  id: 'pricing-page-view',
  group: 'buying_signals',
  label: 'Viewed the pricing page',
  kind: 'activity',
  activity: 'pricing_page_view',
  points: 6,
  maxCount: 5,
  halfLifeInDays: 14,
}

it('says an activity rule in a sentence', () => {
  expect(ruleSentence(pricing)).toBe('6 points each, newest 5, halves every 14 days')
  expect(ruleSentence({ ...pricing, maxCount: 1, halfLifeInDays: null, windowInDays: 90 })).toBe(
    '6 points, only the newest, does not fade, within 90 days',
  )
})

it('says every rule of the preset in a sentence without a gap', () => {
  const sentences = b2bModel.rules.map((rule) => ruleSentence(rule as Rule))
  expect(sentences.filter((sentence) => /undefined|NaN|null|—/.test(sentence))).toEqual([])
})

it.each([
  [{ oneOf: ['a', 'b', 'c', 'd', 'e'] }, 'is one of a, b, c and 2 more'],
  [{ min: 10_000 }, 'is 10,000 or more'],
  [{ min: 10, max: 49 }, 'is from 10 to 49'],
  [{ max: 5 }, 'is 5 or less'],
  [{ present: false }, 'is missing'],
  [{ emailDomain: 'free' as const }, 'is a private mailbox'],
  [{ equals: true }, 'is true'],
])('says a test: %j', (test, words) => {
  expect(testSentence(test)).toBe(words)
})

it('writes a dash where no number has been typed yet', () => {
  expect([numberText(Number.NaN), numberText(-1.5)]).toEqual(['—', '−1.5'])
})
