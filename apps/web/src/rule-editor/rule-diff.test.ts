import { b2bModel } from '@leadglass/scoring'
import { expect, it } from 'vitest'
import { diffRules } from './rule-diff.ts'
import { editRules, openDocument } from './rule-edits.ts'
import type { Rule, RuleDocument } from './rule-types.ts'

const base = b2bModel as unknown as RuleDocument
const withRule = (id: string, change: (rule: Rule) => Rule): RuleDocument => ({
  ...base,
  rules: base.rules.map((rule) => (rule.id === id ? change(rule) : rule)),
})

it('finds nothing between a document and its copy in another order of keys', () => {
  expect(
    diffRules(base, {
      rules: [...base.rules],
      groups: base.groups,
      thresholds: base.thresholds,
      name: base.name,
    }),
  ).toEqual([])
})

it('names what a rule was and what it becomes', () => {
  const after = withRule('pricing-page-view', (rule) => ({ ...rule, points: 7, group: 'engagement' }))
  expect(diffRules(base, after)).toEqual([
    {
      id: 'rule:pricing-page-view',
      kind: 'changed',
      title: 'Viewed the pricing page',
      sentence: null,
      facets: [
        { name: 'Group', before: 'Buying signals', after: 'Engagement' },
        { name: 'Points', before: '3', after: '7' },
      ],
    },
  ])
})

it('compares lists word by word', () => {
  const after = withRule(
    'source-referral',
    (rule) => ({ ...rule, test: { oneOf: ['referral', 'fair'] } }) as Rule,
  )
  expect(diffRules(base, after)[0]?.facets).toEqual([{ name: 'Is one of', before: 'partner', after: 'fair' }])
})

it('names thresholds, limits, new and removed rules', () => {
  const [first, ...rest] = base.rules
  const added = { ...(first as Rule), id: 'other', label: 'Other' }
  const after: RuleDocument = {
    ...base,
    thresholds: { hot: 75, warm: 50 },
    groups: { ...base.groups, engagement: { cap: 40, floor: null } },
    rules: [...rest, added],
  }
  expect(diffRules(base, after).map(({ id, kind }) => `${kind} ${id}`)).toEqual([
    'changed thresholds',
    'changed groups.engagement',
    'added rule:other',
    'removed rule:email-open',
  ])
})

it('takes any change back, one by one', () => {
  const [first, ...rest] = base.rules
  const edited: RuleDocument = {
    ...base,
    name: 'Other',
    thresholds: { hot: 75, warm: 40 },
    groups: { ...base.groups, engagement: { cap: 30, floor: null } },
    rules: [{ ...(rest[0] as Rule), points: 9 }, ...rest.slice(1), { ...(first as Rule), id: 'new-one' }],
  }
  let state = openDocument(edited)
  for (const change of diffRules(base, edited)) state = editRules(state, { type: 'revert', change, base })
  expect(diffRules(base, state.document)).toEqual([])
  expect(state.keys).toHaveLength(base.rules.length)
})
