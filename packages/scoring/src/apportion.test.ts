import { expect, it } from 'vitest'
import { apportion } from './apportion.ts'

it('gives the missing points to the largest remainders', () => {
  expect(apportion([1_600_000, 1_300_000, 100_000], 3)).toEqual([2, 1, 0])
})

it.each([
  { parts: [], target: 0, whole: [] },
  { parts: [2_000_000, -1_000_000], target: 1, whole: [2, -1] },
  { parts: [500_000, 500_000], target: 1, whole: [1, 0] },
  { parts: [-2_300_000, 4_600_000], target: 2, whole: [-2, 4] },
  { parts: [-2_700_000, 4_900_000], target: 2, whole: [-3, 5] },
  { parts: [-400_000], target: 0, whole: [0] },
])('rounds $parts to $whole', ({ parts, target, whole }) => {
  expect(apportion(Object.freeze(parts), target)).toEqual(whole)
})
