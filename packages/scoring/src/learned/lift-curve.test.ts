import { describe, expect, it } from 'vitest'
import { liftCurve } from './lift-curve.ts'

describe('liftCurve', () => {
  it('gives the value of its example', () => {
    expect(liftCurve([1, 0, 0, 0], [0.9, 0.3, 0.2, 0.1])[10]).toEqual({ share: 0.25, captured: 1 })
  })

  it('starts at nothing, ends at everything and never falls', () => {
    const labels = Array.from({ length: 333 }, (_, row) => (row % 7 === 0 ? 1 : 0))
    const curve = liftCurve(
      labels,
      labels.map((_, row) => Math.sin(row)),
    )
    expect(curve).toHaveLength(41)
    expect(curve[0]).toEqual({ share: 0, captured: 0 })
    expect(curve.at(-1)).toEqual({ share: 1, captured: 1 })
    const captured = curve.map((point) => point.captured)
    expect(captured).toEqual(captured.toSorted((a, b) => a - b))
  })

  it('is the diagonal where all scores tie', () => {
    for (const { share, captured } of liftCurve([1, 0, 0, 1, 0], [50, 50, 50, 50, 50])) {
      expect(captured).toBeCloseTo(share, 12)
    }
  })

  it('does not exist without a won lead', () => {
    expect(liftCurve([0, 0], [1, 2])).toEqual([])
    expect(liftCurve([], [])).toEqual([])
    expect(() => liftCurve([1], [])).toThrow(RangeError)
  })
})
