import { expect, it } from 'vitest'
import { findAlike } from './find-alike.ts'

const tenths = [
  { rows: 13, predicted: 0.04, observed: 0 },
  { rows: 13, predicted: 0.29, observed: 4 / 13 },
  { rows: 12, predicted: 0.72, observed: 0.75 },
]

it.each([
  [0.31, { rows: 13, won: 4 }],
  [0.69, { rows: 12, won: 9 }],
  [0.01, { rows: 13, won: 0 }],
])('finds the unseen leads that were given about %s', (probability, alike) => {
  expect(findAlike(tenths, probability)).toEqual(alike)
})

it('claims nothing where no lead was given about that, where none is known, and of rules', () => {
  expect(findAlike(tenths, 0.5)).toBeNull()
  expect(findAlike([], 0.5)).toBeNull()
  expect(findAlike(tenths, null)).toBeNull()
})
