import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { learnedWeight } from './learned-weight.ts'
import { fitPointScale, type PointScale } from './point-scale.ts'
import type { Scorecard } from './scorecard.ts'

function pointsOf({ pointsPerDoubling, offset }: PointScale, logOdds: number): number {
  return offset + (pointsPerDoubling * logOdds) / Math.LN2
}

describe('fitPointScale', () => {
  it('gives the value of its example', () => {
    expect(fitPointScale([-2, -1, 0, 0, 1, 2])).toEqual({ pointsPerDoubling: 13.862944, offset: 50 })
  })

  it('puts the 60th percentile at 50 points and the 90th at 80', () => {
    const held = Float64Array.from({ length: 101 }, (_, at) => -3 + 0.04 * at)
    const scale = fitPointScale(held)
    expect(pointsOf(scale, held[60] ?? 0)).toBeCloseTo(50, 4)
    expect(pointsOf(scale, held[90] ?? 0)).toBeCloseTo(80, 4)
  })

  it.each([
    ['tell nothing apart', [0.3, 0.3, 0.3], 25],
    ['are too sure', Array.from({ length: 100 }, (_, at) => at - 50), 4],
    ['are none', [], 25],
  ])(
    'holds points per doubling where log-odds %s, and the 60th percentile in its place',
    (_name, held, points) => {
      const scale = fitPointScale(held)
      expect(scale.pointsPerDoubling).toBe(points)
      const at = held.length ? (held.toSorted((a, b) => a - b)[Math.round((held.length - 1) * 0.6)] ?? 0) : 0
      expect(Math.abs(pointsOf(scale, at) - 50)).toBeLessThan(3)
    },
  )

  it('puts them there after the blend with rules, however little those know', () => {
    const held = Float64Array.from({ length: 101 }, (_, at) => -3 + 0.04 * at)
    for (const [weight, rules] of [
      [0.77, 0],
      [0.4, 25],
    ] as const) {
      const scale = fitPointScale(held, { weight, rulesScores: held.map(() => rules) })
      const blend = (logOdds: number) => (1 - weight) * rules + weight * pointsOf(scale, logOdds)
      expect(blend(held[60] ?? 0)).toBeCloseTo(50, 4)
      expect(blend(held[90] ?? 0)).toBeCloseTo(80, 4)
    }
  })

  it('depends neither on the order nor on what is not finite', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -12, max: 12, noNaN: true }), { minLength: 1 }), (held) => {
        const scale = fitPointScale(held)
        expect(fitPointScale([...held.toReversed(), Number.NaN, Number.POSITIVE_INFINITY])).toEqual(scale)
        expect(scale.pointsPerDoubling).toBeGreaterThanOrEqual(4)
        expect(scale.pointsPerDoubling).toBeLessThanOrEqual(25)
      }),
    )
  })
})

describe('learnedWeight', () => {
  const card = (won: number, rows: number, signal: Scorecard['training']['signal'] = 'reliable') =>
    ({ training: { won, rows, signal } }) as Scorecard

  it.each([
    ['100 won and 900 lost', card(100, 1000), 0.5],
    ['900 won and 100 lost', card(900, 1000), 0.5],
    ['25 won and 75 lost that show nothing yet', card(25, 100, 'unproven'), 0.2],
    ['many that show nothing', card(500, 1000, 'none'), 0],
    ['no deals', card(0, 0, 'unproven'), 0],
  ])('of %s', (_name, card, weight) => {
    expect(learnedWeight(card)).toBe(weight)
  })
})
