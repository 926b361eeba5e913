import { describe, expect, it } from 'vitest'
import { ascendingOrder } from './ascending-order.ts'

const byComparing = (values: readonly number[]) =>
  values.map((_, row) => row).toSorted((left, right) => (values[left] ?? 0) - (values[right] ?? 0))

describe('ascendingOrder', () => {
  it('is what its example says', () => {
    expect([...ascendingOrder([0.3, -2, 0.1])]).toEqual([1, 2, 0])
  })

  it.each<[string, number[]]>([
    ['nothing', []],
    ['one value', [7]],
    ['equal values, as they stand', [3, 3, 3, 3]],
    ['zeros of either sign', [0, -0, 1, -0, 0, -1]],
    [
      'the ends of numbers',
      [5e-324, -5e-324, Number.MAX_VALUE, -Number.MAX_VALUE, 1e308, 0, -1e308, 2 ** -1022],
    ],
    ['numbers near each other', [0.1 + 0.2, 0.3, 1 - 2 ** -53, 1, 1 + 2 ** -52]],
    ['scores', Array.from({ length: 500 }, (_, row) => (row * 37) % 101)],
  ])('orders %s as a comparing sort does', (_, values) => {
    expect([...ascendingOrder(values)]).toEqual(byComparing(values))
  })

  it('orders random numbers of every size as a comparing sort does', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const values = Array.from({ length: seed * 11 }, (_, row) => {
        const wave = Math.sin(seed * 7.3 + row * 1.7)
        return seed % 3 === 0 ? Math.round(wave * 20) : wave * 10 ** ((row % 40) - 20)
      })
      expect([...ascendingOrder(values)]).toEqual(byComparing(values))
      expect([...ascendingOrder(Float64Array.from(values))]).toEqual(byComparing(values))
    }
  })
})
