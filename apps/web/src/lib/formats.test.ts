import { describe, expect, it } from 'vitest'
import { aucSentence, aucWords } from './auc-words.ts'
import { formatCount, formatPlural } from './format-count.ts'
import { formatRelative } from './format-date.ts'
import { formatPoints } from './format-points.ts'
import { percentText, rangeText } from './percent-text.ts'

it('writes points with their sign, the minus as a real one', () => {
  expect([12, 0, -4].map(formatPoints)).toEqual(['+12', '0', '−4'])
})

it('writes counts, with a plus where the server stopped counting', () => {
  expect(formatCount(1240)).toBe('1,240')
  expect(formatPlural(1, 'lead')).toBe('1 lead')
  expect(formatPlural(10_000, 'lead', 'leads', true)).toBe('10,000+ leads')
})

it('writes shares with a decimal only where whole numbers would say nothing', () => {
  expect([0, 0.004, 0.35, 1].map(percentText)).toEqual(['0 %', '0.4 %', '35 %', '100 %'])
  expect(rangeText({ low: 0.27, high: 0.44 })).toBe('27–44 %')
  expect(rangeText({ low: 0.017, high: 0.029 })).toBe('1.7–2.9 %')
})

it('says how well a score ranks, and when it is no better than a coin', () => {
  const auc = (value: number, low: number, high: number) => ({ value, interval: { low, high } })
  expect(aucWords(auc(0.79, 0.72, 0.85))).toBe('79 of 100 (72–85)')
  expect(aucSentence(auc(0.79, 0.72, 0.85))).toMatch(
    /in 79 of 100 cases \(between 72 and 85\); tossing a coin would in 50\.$/,
  )
  expect(aucSentence(auc(0.55, 0.48, 0.62))).toMatch(/which may be no better than tossing a coin\.$/)
  expect(aucSentence(auc(0.5, 0.5, 0.5))).toMatch(/which is no better than tossing a coin\.$/)
})

describe('relative times', () => {
  const now = new Date(2026, 10, 22, 12, 0)
  const at = (...parts: [number, number, number, number?, number?]) => new Date(...parts).toISOString()
  it.each([
    ['now', new Date(2026, 10, 22, 11, 59, 30).toISOString()],
    ['5m ago', at(2026, 10, 22, 11, 55)],
    ['3h ago', at(2026, 10, 22, 8, 30)],
    ['yesterday', at(2026, 10, 21, 9, 0)],
    ['6d ago', at(2026, 10, 16, 9, 0)],
    ['Oct 1', at(2026, 9, 1)],
    ['Dec 24, 2025', at(2025, 11, 24)],
    ['in 2h', at(2026, 10, 22, 14, 30)],
  ])('says %s', (words, moment) => {
    expect(formatRelative(moment, now)).toBe(words)
  })
})
