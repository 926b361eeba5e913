import { describe, expect, it } from 'vitest'
import { randomDeals } from '../../test/random-deals.ts'
import { crossValidate, joinFolds } from './cross-validate.ts'
import { foldsFor } from './folds-for.ts'
import { judge } from './judge.ts'
import { probabilityOf } from './log-odds.ts'
import { predictFold } from './predict-fold.ts'

const table = randomDeals(400, 31)
const ids = Array.from({ length: 400 }, (_, row) => `lead-${row}`)

describe('foldsFor', () => {
  it('deals won and lost rows out evenly', () => {
    const foldOf = foldsFor(table.outcomes, ids, 5)
    for (let fold = 0; fold < 5; fold++) {
      const rows = ids.map((_, row) => row).filter((row) => foldOf[row] === fold)
      const won = rows.filter((row) => table.outcomes[row] === 1)
      const all = table.outcomes.reduce((sum, outcome) => sum + outcome, 0)
      expect(rows.length).toBe(80)
      expect(Math.abs(won.length - all / 5)).toBeLessThan(1)
    }
  })

  it('gives a row the same fold in whatever order the rows come, and others for another seed', () => {
    const foldOf = foldsFor(table.outcomes, ids, 5, 7)
    const turned = foldsFor(table.outcomes.toReversed(), ids.toReversed(), 5, 7)
    expect(turned.toReversed()).toEqual(foldOf)
    expect(foldsFor(table.outcomes, ids, 5, 8)).not.toEqual(foldOf)
  })

  it('gives the value of its example', () => {
    const foldOf = foldsFor([1, 0, 1, 0], ['a', 'b', 'c', 'd'], 2)
    expect(foldOf[0]).not.toBe(foldOf[2])
    expect(foldOf[1]).not.toBe(foldOf[3])
  })

  it('refuses what does not belong together', () => {
    expect(() => foldsFor([1, 0], ['a'], 2)).toThrow('1 ids for 2 outcomes')
    expect(() => foldsFor([1, 0], ['a', 'b'], 1)).toThrow(RangeError)
  })
})

describe('crossValidate', () => {
  const foldOf = foldsFor(table.outcomes, ids, 3)
  const found = crossValidate(table, foldOf, { candidate: 'linear' })

  it('predicts every row by what others have taught, and judges that', () => {
    expect(found.foldOf).toEqual(foldOf)
    expect(found.judgement).toEqual(judge(table.outcomes, found.probabilities))
    expect(found.probabilities).toEqual(found.logOdds.map(probabilityOf))
  })

  it('is the work of its folds, which need nothing of each other', () => {
    const predictions = new Map(
      [2, 0, 1].map((fold) => [fold, predictFold(table, foldOf, fold, { candidate: 'linear' })]),
    )
    expect(joinFolds(table.outcomes, foldOf, predictions)).toEqual(found)
    const [first] = predictions.values()
    expect(first).toHaveLength(foldOf.filter((fold) => fold === 2).length)
  })

  it('refuses folds that do not belong to the rows', () => {
    expect(() => crossValidate(table, [0, 1])).toThrow('2 folds for 400 outcomes')
    expect(() => predictFold(table, [0, 1], 0)).toThrow(RangeError)
    expect(() => joinFolds([1, 0], [0, 0], new Map([[0, [0.5]]]))).toThrow('fold 0 has fewer predictions')
  })
})
