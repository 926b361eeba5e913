import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { b2bModel } from '../b2b-model.ts'
import { holdRising } from './hold-monotone.ts'
import { monotoneFeatures } from './monotone-features.ts'

describe('holdRising', () => {
  it('gives the value of its example', () => {
    const points = Float64Array.of(0, 2, 1)
    holdRising(points, Uint16Array.of(0, 1, 2), [1, 1, 1])
    expect([...points]).toEqual([0, 1.5, 1.5])
  })

  it('weighs by rows and lets bins without rows follow', () => {
    const points = Float64Array.of(5, 3, 0, 4)
    holdRising(points, Uint16Array.of(0, 1, 2, 3), [0, 3, 1, 1])
    expect([...points]).toEqual([2.25, 2.25, 2.25, 4].map((value) => expect.closeTo(value, 6)))
  })

  it('keeps what is in order, puts the rest in order, and keeps the mean', () => {
    const values = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(values, (drawn) => {
        const points = Float64Array.from(drawn)
        const order = Uint16Array.from(drawn.keys()).reverse()
        holdRising(points, order, new Uint32Array(drawn.length).fill(3))
        const inOrder = [...order].map((bin) => points[bin] ?? 0)
        expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b))
        const mean = (list: Iterable<number>) => [...list].reduce((sum, one) => sum + one / drawn.length, 0)
        expect(mean(points)).toBeCloseTo(mean(drawn), 6)
        const again = Float64Array.from(points)
        holdRising(again, order, new Uint32Array(drawn.length).fill(3))
        expect(again).toEqual(points)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('monotoneFeatures', () => {
  it('names the counts and days of what the rules reward', () => {
    const features = monotoneFeatures(b2bModel)
    expect(features).toMatchObject({
      'activity.pricing_page_view.count': 'increasing',
      'activity.pricing_page_view.days': 'decreasing',
    })
    expect(Object.keys(features)).not.toContain('activity.unsubscribed.count')
    expect(Object.keys(features)).toHaveLength(26)
  })

  it('leaves free what is rewarded by one rule and punished by another', () => {
    const [rule] = b2bModel.rules.filter(({ id }) => id === 'call')
    const both = rule ? [rule, { ...rule, id: 'too-many-calls', points: -2 }] : []
    expect(monotoneFeatures({ ...b2bModel, rules: both })).toEqual({})
    expect(monotoneFeatures({ ...b2bModel, rules: both.toReversed() })).toEqual({})
  })
})
