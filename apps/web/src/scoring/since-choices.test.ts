import { describe, expect, it } from 'vitest'
import { changeOn } from '../test/scores.ts'
import { sinceChoices, spanBetween, spanOf, stretchOfSpan } from './since-choices.ts'

const known = {
  changes: [changeOn(20), changeOn(18, { old_classification: 'warm' }), changeOn(2, { old_score: null })],
  createdAt: '2026-11-02T10:00:00.000Z',
  assignedAt: '2026-11-12T08:00:00.000Z',
  now: new Date('2026-11-22T15:00:00.000Z'),
}

describe('sinceChoices', () => {
  it('asks since yesterday, Monday, the assignment and the last change of class', () => {
    expect(sinceChoices(known)).toEqual([
      { label: 'Since yesterday', span: { from: '2026-11-21T15:00:00.000Z' } },
      { label: 'Since Monday', span: { from: '2026-11-16T00:00:00.000Z' } },
      { label: 'Since assigned', span: { from: '2026-11-12T08:00:00.000Z' } },
      { label: 'Since before it turned cold', span: { from: '2026-11-18T09:59:59.999Z' } },
    ])
  })

  it('takes the Monday before on a Monday', () => {
    const choices = sinceChoices({ ...known, now: new Date('2026-11-23T08:00:00.000Z') })
    expect(choices[1]).toEqual({ label: 'Since last Monday', span: { from: '2026-11-16T00:00:00.000Z' } })
  })

  it('asks for no time before the lead was there', () => {
    const createdAt = '2026-11-22T10:00:00.000Z'
    expect(sinceChoices({ changes: [], createdAt, assignedAt: null, now: known.now })).toEqual([])
    const assigned = sinceChoices({ changes: [], createdAt, assignedAt: createdAt, now: known.now })
    expect(assigned.map(({ label }) => label)).toEqual(['Since assigned'])
  })
})

it('takes one change as what lies between the moment before it and itself; the first has no before', () => {
  expect(spanOf(changeOn(18))).toEqual({ from: '2026-11-18T09:59:59.999Z', to: changeOn(18).id })
  expect(spanOf(changeOn(2, { old_score: null }))).toEqual({ from: null, to: changeOn(2).id })
})

it('puts two entries in the order of time', () => {
  const span = { from: changeOn(3).id, to: changeOn(9).id }
  expect(spanBetween(changeOn(9), changeOn(3))).toEqual(span)
  expect(spanBetween(changeOn(3), changeOn(9))).toEqual(span)
})

it('knows the time that a question is about, when its entries are at hand', () => {
  const { changes, now } = known
  expect(stretchOfSpan({ from: '2026-11-16T00:00:00.000Z' }, changes, now)).toEqual({
    from: Date.parse('2026-11-16T00:00:00.000Z'),
    to: now.getTime(),
  })
  expect(stretchOfSpan({ from: changeOn(18).id, to: changeOn(20).id }, changes, now)).toEqual({
    from: Date.parse(changeOn(18).created_at),
    to: Date.parse(changeOn(20).created_at),
  })
  expect(stretchOfSpan({ from: changeOn(9).id, to: changeOn(20).id }, changes, now)).toBeNull()
})
