import { expect, it } from 'vitest'
import { deepFreeze } from '../test/deep-freeze.ts'
import { listTerms } from './list-terms.ts'
import type { RuleMatch } from './match-rules.ts'
import { settleGroups } from './settle-groups.ts'

const match = (id: string, points: number): RuleMatch => ({
  rule: { id, group: 'engagement', label: id, kind: 'field', field: id, test: { present: true }, points },
  micro: points * 1_000_000,
  evidence: { kind: 'field', field: id, value: 1 },
})

it('lists rules, then the limit of their group', () => {
  const limits = ['engagement', 'buying_signals', 'demographic_fit'].map(() => ({ cap: 40, floor: 0 }))
  const raw = deepFreeze([46_000_000, 0, 0])
  const terms = listTerms(
    deepFreeze([match('first', 30), match('second', 16)]),
    raw,
    settleGroups(raw, limits),
  )
  expect(terms.map((term) => term.points)).toEqual([30, 16, -6])
  expect(terms.at(-1)).toEqual({
    group: 'engagement',
    rule: 'limit:engagement',
    label: 'Limit of the group',
    points: -6,
    evidence: { kind: 'limit', limit: 40, before: 46 },
  })
})
