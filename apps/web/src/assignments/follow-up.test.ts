import { expect, it } from 'vitest'
import { acmeOfRosa } from '../test/fixtures.ts'
import { followUpFor } from './follow-up.ts'

const now = new Date('2026-11-22T12:00:00Z')

it.each([
  ['First contact', { lead_status: 'new' as const }],
  ['Silent for 2d', { last_activity_at: '2026-11-20T10:00:00.000Z' }],
  ['Silent for 21d', { last_activity_at: null }],
  [undefined, { last_activity_at: '2026-11-21T10:00:00.000Z' }],
  [undefined, { classification: 'warm' as const, last_activity_at: '2026-11-18T10:00:00.000Z' }],
  [undefined, { lead_status: 'won' as const }],
  [undefined, { status: 'completed' as const }],
])('says %s', (words, parts) => {
  expect(followUpFor({ ...acmeOfRosa, ...parts }, now)?.words).toBe(words)
})
