import { b2bModel, modelProblems } from '@leadglass/scoring'
import { expect, it } from 'vitest'
import { editRules, idOf, openDocument } from './rule-edits.ts'
import type { RuleDocument } from './rule-types.ts'

const opened = () => openDocument(b2bModel as unknown as RuleDocument)

it('gives a new rule an id that follows its label until somebody has scored with it', () => {
  const blank = editRules(opened(), { type: 'blank', kind: 'field', group: 'demographic_fit' })
  const key = blank.openKey ?? ''
  const named = editRules(blank, { type: 'relabel', key, label: 'Präsident' })
  expect(named.document.rules.at(-1)).toMatchObject({ id: 'prasident', label: 'Präsident' })
  const known = opened()
  const first = known.keys[0] ?? ''
  expect(editRules(known, { type: 'relabel', key: first, label: 'Anything' }).document.rules[0]?.id).toBe(
    'email-open',
  )
})

it('never gives one id twice', () => {
  let state = opened()
  for (let times = 0; times < 3; times++)
    state = editRules(state, { type: 'duplicate', key: state.keys[0] ?? '' })
  const ids = state.document.rules.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(modelProblems(state.document)).toEqual([])
})

it('makes ids that the contract accepts', () => {
  expect(['Größe > 50?', '2nd visit', '  ', 'x'.repeat(90)].map(idOf)).toEqual([
    'grosse-50',
    'nd-visit',
    '',
    'x'.repeat(60),
  ])
})

it('keeps what was typed while the answer to a save was on its way', () => {
  const state = opened()
  const sent = state.document
  const typed = editRules(state, { type: 'head', part: { name: 'Typed' } })
  expect(editRules(typed, { type: 'adopt', document: { ...sent, name: 'Saved' }, sent })).toBe(typed)
  expect(editRules(state, { type: 'adopt', document: { ...sent, name: 'Saved' }, sent }).document.name).toBe(
    'Saved',
  )
})
