import { describe, expect, it } from 'vitest'
import { formatCount, formatPlural } from './format-count.ts'
import { formatRelative } from './format-date.ts'
import { formatPoints } from './format-points.ts'

it('writes points with their sign, the minus as a real one', () => {
  expect([12, 0, -4].map(formatPoints)).toEqual(['+12', '0', '−4'])
})

it('writes counts, with a plus where the server stopped counting', () => {
  expect(formatCount(1240)).toBe('1,240')
  expect(formatPlural(1, 'lead')).toBe('1 lead')
  expect(formatPlural(10_000, 'lead', 'leads', true)).toBe('10,000+ leads')
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
