import { describe, expect, it } from 'vitest'
import { deepFreeze } from '../test/deep-freeze.ts'
import { createLeadReader, type LeadReading } from './lead-reading.ts'
import type { ActivityFact, LeadFacts } from './lead-score.ts'

const at = Date.UTC(2026, 5, 1)
const call = (id: string, hours: number, count?: number): ActivityFact => ({
  id,
  type: 'call',
  at: at - hours * 3_600_000,
  ...(count === undefined ? {} : { count }),
})
const facts = (activities: ActivityFact[], fields: LeadFacts['fields'] = {}): LeadFacts =>
  deepFreeze({ fields, activities, createdAt: at })
const calls = ({ activities: [list] }: LeadReading) => list?.facts.slice(0, list.size).map(({ id }) => id)

describe('createLeadReader', () => {
  const read = createLeadReader(['title'], ['call'])

  it('brings fields into the order of the model', () => {
    expect(read(facts([], { title: 'VP', other: 1 }), at).values).toEqual(['VP'])
  })

  it.each([[undefined], [null], [''], ['  '], [Number.NaN], [Number.POSITIVE_INFINITY]])(
    'reads %j as null',
    (title) => {
      expect(read(facts([], { title }), at).values).toEqual([null])
    },
  )

  it('does not take what every object has for a field', () => {
    const odd = createLeadReader(['constructor', '__proto__', 'toString'], [])
    expect(odd(facts([]), at).values).toEqual([null, null, null])
  })

  it.each([
    ['oldest first', [call('a', 3), call('b', 2), call('c', 1)]],
    ['newest first', [call('c', 1), call('b', 2), call('a', 3)]],
    ['mixed', [call('b', 2), call('c', 1), call('a', 3)]],
  ])('orders activities that come %s', (_order, activities) => {
    expect(calls(read(facts(activities), at))).toEqual(['c', 'b', 'a'])
  })

  it('puts the greater id first at equal times', () => {
    expect(calls(read(facts([call('a', 1), call('c', 1), call('b', 1)]), at))).toEqual(['c', 'b', 'a'])
  })

  it('leaves out what came later, is of another type or counts nothing', () => {
    const activities = [
      call('later', -1),
      { ...call('other', 1), type: 'fax' },
      call('none', 1, 0),
      call('unclear', 1, Number.NaN),
      { ...call('never', 1), at: Number.NaN },
      call('now', 0),
    ]
    expect(calls(read(facts(activities), at))).toEqual(['now'])
  })

  it('forgets the lead before', () => {
    read(facts([call('a', 1), call('b', 2)]), at)
    expect(calls(read(facts([call('c', 3)]), at))).toEqual(['c'])
    expect(calls(read(facts([]), at))).toEqual([])
  })

  it('refuses a moment that is not a time', () => {
    expect(() => read(facts([]), Number.NaN)).toThrow(RangeError)
  })
})
