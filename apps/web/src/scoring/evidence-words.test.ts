import type { ScoreTerm } from '@leadglass/contracts/scoring.ts'
import { expect, it } from 'vitest'
import { evidenceWords } from './evidence-words.ts'

it.each([
  ['limit:engagement', 'The engagement terms made 46; the limit is 40'],
  ['limit:total', 'All groups together made 46; the limit is 40'],
  ['limit:learned', 'What was learned, before its share, made 46; the limit is 40'],
])('says what %s holds', (rule, words) => {
  const evidence = { kind: 'limit', limit: 40, before: 46 } as const
  const term: ScoreTerm = { group: 'engagement', rule, label: 'Limit', points: -6, evidence }
  expect(evidenceWords(term)).toEqual([words])
})
