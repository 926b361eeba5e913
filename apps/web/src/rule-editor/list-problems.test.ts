import { b2bModel } from '@leadglass/scoring'
import { expect, it } from 'vitest'
import { listProblems, messageAt, messagesByRule, problemsOfFields } from './list-problems.ts'
import type { RuleDocument } from './rule-types.ts'

const base = b2bModel as unknown as RuleDocument
const [first, ...rest] = base.rules

it('finds nothing wrong with the preset', () => {
  expect(listProblems(base)).toEqual([])
})

it('says what is wrong in the words of the form, at its place', () => {
  const broken = {
    ...base,
    thresholds: { hot: 50, warm: 80 },
    rules: [{ ...first, label: '', points: Number.NaN } as (typeof base.rules)[number], ...rest],
  }
  expect(listProblems(broken)).toEqual([
    { path: 'thresholds.warm', message: 'must not be above “Hot from”' },
    { path: 'rules[0].label', message: 'must not be empty' },
    { path: 'rules[0].points', message: 'must be a number from −100 to 100' },
  ])
})

it('reads the places of a refusal and drops what the place says already', () => {
  const problems = problemsOfFields({
    'document.rules[2].points': 'Rule "A: b" (a-b): points must be a number',
    'document.rules[2].test.oneOf[1]': 'must be at most 500 characters',
    revision: 'is required',
  })
  expect(problems[0]).toEqual({ path: 'rules[2].points', message: 'must be a number' })
  const messages = messagesByRule(problems).get(2) ?? {}
  expect(messageAt(messages, 'test')).toBe('must be at most 500 characters')
  expect(problems).toHaveLength(2)
})
