import { describe, expect, it } from 'vitest'
import { pickRows, randomDeals } from '../../test/random-deals.ts'
import { cutNumbers, placeOf } from './bin-numbers.ts'
import { crossValidate } from './cross-validate.ts'
import { columnsOf, describeColumns, levelOf, numberOf } from './learning-table.ts'

describe('cells', () => {
  it('read as numbers and as levels', () => {
    expect(numberOf(' 12.5 ')).toBe(12.5)
    expect([numberOf(''), numberOf(null), numberOf('many'), numberOf(true), numberOf(1 / 0)]).toEqual(
      Array(5).fill(Number.NaN),
    )
    expect([
      levelOf(' a '),
      levelOf(0),
      levelOf(false),
      levelOf(' '),
      levelOf(undefined),
      levelOf(Number.NaN),
    ]).toEqual(['a', '0', 'false', null, null, null])
  })
})

describe('describeColumns', () => {
  it('takes for numeric what always reads as a number', () => {
    const rows = [
      { size: '12', city: 'Ghent', vip: true },
      { size: null, city: '7' },
    ]
    expect(describeColumns(rows)).toEqual([
      { name: 'city', kind: 'categorical' },
      { name: 'size', kind: 'numeric' },
      { name: 'vip', kind: 'categorical' },
    ])
    expect(columnsOf(rows)).toEqual([
      { name: 'city', kind: 'categorical', codes: Int32Array.of(0, 1), levels: ['Ghent', '7'] },
      { name: 'size', kind: 'numeric', values: Float64Array.of(12, Number.NaN) },
      { name: 'vip', kind: 'categorical', codes: Int32Array.of(0, -1), levels: ['true'] },
    ])
  })
})

describe('cutNumbers', () => {
  it('cuts between distinct values, with the shortest number that fits', () => {
    expect(cutNumbers(Float64Array.of(1, 1, 2, 3), 4, 1)).toEqual([1.5, 2.5])
    expect(cutNumbers(Float64Array.of(0.1201, 0.1407), 4, 1)).toEqual([0.13])
    expect([1, 1.5, 2, 9].map((value) => placeOf([1.5, 2.5], value))).toEqual([0, 0, 1, 2])
  })

  it('gives a value that is most of all a bin of its own', () => {
    const values = Float64Array.from([...Array(5).fill(-1), ...Array(80).fill(0), ...Array(15).keys()]).sort()
    const cuts = cutNumbers(values, 4, 5)
    expect([placeOf(cuts, -1), placeOf(cuts, 0), placeOf(cuts, 14)]).toEqual([0, 0, 1])
  })
})

describe('crossValidate', () => {
  it('judges every row by a card that has not seen it', () => {
    const table = pickRows(
      randomDeals(600, 4),
      Array.from({ length: 600 }, (_, row) => row),
    )
    const folds = Array.from({ length: 600 }, (_, row) => row % 3)
    const { probabilities, judgement } = crossValidate(table, folds, { candidate: 'ga2m' })
    expect(probabilities.every((p) => p > 0 && p < 1)).toBe(true)
    expect(judgement.rows).toBe(600)
    expect(judgement.auc?.value).toBeGreaterThan(0.55)
    expect(() => crossValidate(table, [0])).toThrow('there are 1 folds for 600 outcomes')
  })
})
