import { expect, it } from 'vitest'
import { rowsFor } from './most-outcomes.ts'

it('takes fewer of the newest outcomes, the more fields there are', () => {
  expect(rowsFor(0)).toBe(100_000)
  expect(rowsFor(50)).toBe(60_000)
  expect(rowsFor(250)).toBe(20_000)
  expect(rowsFor(40_000)).toBe(20_000)
})
