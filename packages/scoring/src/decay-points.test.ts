import { expect, it } from 'vitest'
import { decayPoints } from './decay-points.ts'

it('halves points with every half-life', () => {
  expect(decayPoints(8, 30, 30)).toBe(4)
  expect(decayPoints(8, 60, 30)).toBe(2)
  expect(decayPoints(8, 0, 30)).toBe(8)
  expect(decayPoints(8, 15, 30)).toBeCloseTo(8 / Math.SQRT2, 12)
  expect(decayPoints(-8, 30, 30)).toBe(-4)
})

it('takes an age below zero for zero', () => {
  expect(decayPoints(8, -5, 30)).toBe(8)
})

it('fades to zero, never to -0', () => {
  expect(decayPoints(-8, 1e9, 1)).toBe(0)
  expect(decayPoints(-0, 0, 1)).toBe(0)
})

it('does not fade without end of the half-life', () => {
  expect(decayPoints(8, 400, Number.POSITIVE_INFINITY)).toBe(8)
})

it.each([
  [8, 1, 0],
  [8, 1, -1],
  [8, 1, Number.NaN],
  [Number.NaN, 1, 30],
  [8, Number.NaN, 30],
])('refuses %d points, %d days old, with a half-life of %d', (points, age, halfLife) => {
  expect(() => decayPoints(points, age, halfLife)).toThrow(RangeError)
})
