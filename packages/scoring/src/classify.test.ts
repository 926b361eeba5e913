import { expect, it } from 'vitest'
import { classify } from './classify.ts'

it.each([
  [100, 'hot'],
  [80, 'hot'],
  [79, 'warm'],
  [50, 'warm'],
  [49, 'cold'],
  [0, 'cold'],
])('calls a total of %i %s', (total, classification) => {
  expect(classify(total, { hot: 80, warm: 50 })).toBe(classification)
})
