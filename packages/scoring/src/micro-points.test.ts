import { expect, it } from 'vitest'
import { toMicroPoints } from './micro-points.ts'

it('counts in whole millionths', () => {
  expect(toMicroPoints(2.5)).toBe(2_500_000)
  expect(toMicroPoints(0.1) + toMicroPoints(0.2)).toBe(toMicroPoints(0.3))
  expect(toMicroPoints(-1e-9)).toBe(0)
})
