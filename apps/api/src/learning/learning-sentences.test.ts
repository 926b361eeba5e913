import { expect, it } from 'vitest'
import { statusSentence } from './learning-sentences.ts'

it('writes thousands as people read them', () => {
  const counts = { won: 1_200, lost: 1_800 }
  const none = { number: null, weight: 0 }
  expect(statusSentence({ counts, newest: null, inForce: none, newOutcomes: 0 })).toBe(
    '3,000 leads closed, 1,200 of them won: enough to learn from, and nothing is trained yet',
  )
  const newest = { number: 2, signal: 'strong', rows: 2_500, weight: 0.9 }
  expect(statusSentence({ counts, newest, inForce: none, newOutcomes: 0 })).toContain('from 2,500 leads')
  expect(
    statusSentence({ counts, newest, inForce: { number: 2, weight: 0.9 }, newOutcomes: 1_000 }),
  ).toContain('; 1,000 leads closed since')
})
