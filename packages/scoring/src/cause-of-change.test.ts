import { describe, expect, it } from 'vitest'
import { deepFreeze } from '../test/deep-freeze.ts'
import { causeOfChange } from './cause-of-change.ts'
import type { Evidence, ScoreTerm } from './lead-score.ts'

type Activities = Extract<Evidence, { kind: 'activities' }>

const clicks: Activities = {
  kind: 'activities',
  activity: 'email_click',
  activityIds: ['b', 'a'],
  count: 2,
  counted: 2,
  pointsEach: 3,
  newestAgeInDays: 1,
  halfLifeInDays: 30,
}
const at = Date.UTC(2026, 5, 1)
const day = 86_400_000
const sameModel = deepFreeze({ before: { at, model: 'one' }, after: { at: at + 2 * day, model: 'one' } })
const otherModel = deepFreeze({ before: { at, model: 'one' }, after: { at: at + 2 * day, model: 'two' } })
const unknown = { before: undefined, after: undefined }

describe('causeOfChange', () => {
  it('gives the value of its example', () => {
    expect(causeOfChange(undefined, term(clicks, 6), sameModel)).toBe('new_activity')
  })

  it.each([
    ['a newer activity', { activityIds: ['c', 'b'] }, 6, sameModel, 'new_activity'],
    [
      'an activity recorded late',
      { activityIds: ['b', 'x', 'a'], count: 3, counted: 3 },
      6,
      sameModel,
      'new_activity',
    ],
    ['a newer activity that decay outweighs', { activityIds: ['c', 'b'] }, 4, sameModel, 'decay'],
    ['age', { newestAgeInDays: 3 }, 4, sameModel, 'decay'],
    ['age, under a model that changed elsewhere', { newestAgeInDays: 3 }, 4, otherModel, 'decay'],
    ['an activity that left the window', { activityIds: ['b'], count: 1, counted: 1 }, 3, sameModel, 'decay'],
    ['rounding', {}, 6, sameModel, null],
    ['fewer that count', { counted: 1, newestAgeInDays: 3 }, 3, otherModel, 'model_change'],
    ['other points each', { pointsEach: 4 }, 8, unknown, 'model_change'],
    ['another half-life', { halfLifeInDays: 60 }, 6, unknown, 'model_change'],
    [
      'more that count',
      { activityIds: ['b', 'a', '0'], count: 3, counted: 3 },
      8,
      otherModel,
      'model_change',
    ],
  ])('names the cause of %s', (_name, change, points, bases, cause) => {
    expect(causeOfChange(term(clicks, 5), term({ ...clicks, ...change }, points), bases)).toBe(cause)
  })

  it('tells an activity that came since from a rule that came since', () => {
    expect(causeOfChange(undefined, term(clicks, 6), otherModel)).toBe('new_activity')
    expect(causeOfChange(undefined, term({ ...clicks, newestAgeInDays: 3 }, 6), otherModel)).toBe(
      'model_change',
    )
    expect(causeOfChange(term(clicks, 6), undefined, otherModel)).toBe('model_change')
    expect(causeOfChange(term(clicks, 6), undefined, sameModel)).toBe('decay')
  })

  it('names silence and limits', () => {
    const silence = term({ kind: 'silence', lastActivityAgeInDays: 31 }, -5)
    expect(causeOfChange(undefined, silence, sameModel)).toBe('silence')
    expect(causeOfChange(silence, undefined, sameModel)).toBe('silence')
    const limit = term({ kind: 'limit', limit: 40, before: 46 }, -6)
    expect(causeOfChange(limit, undefined, otherModel)).toBe('limit')
  })
})

function term(evidence: Evidence, points: number): ScoreTerm {
  return deepFreeze({ group: 'engagement', rule: 'click', label: 'Clicked', points, evidence })
}
