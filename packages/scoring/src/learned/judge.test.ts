import { describe, expect, it } from 'vitest'
import { areaUnderCurve } from './area-under-curve.ts'
import { fitPlatt } from './fit-platt.ts'
import { judge } from './judge.ts'
import { logOddsOf, lossOf, probabilityOf } from './log-odds.ts'
import { wilsonInterval } from './wilson-interval.ts'
import { winRates } from './win-rates.ts'

describe('log-odds', () => {
  it('go to probabilities and back', () => {
    expect(probabilityOf(0)).toBe(0.5)
    expect(logOddsOf(0.5)).toBe(0)
    expect(logOddsOf(probabilityOf(-3.25))).toBeCloseTo(-3.25, 12)
    expect([logOddsOf(0), logOddsOf(1), logOddsOf(Number.NaN)]).toEqual([-12, 12, 0])
  })

  it('give the log-loss without rounding it away', () => {
    expect(lossOf(0, 1)).toBeCloseTo(Math.log(2), 15)
    expect(lossOf(50, 0)).toBeCloseTo(50, 12)
    expect(lossOf(-2, 1)).toBeCloseTo(-Math.log(probabilityOf(-2)), 14)
  })
})

describe('areaUnderCurve', () => {
  it('is the chance that a won row scores above a lost one', () => {
    expect(areaUnderCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])?.value).toBe(0.75)
    expect(areaUnderCurve([0, 1], [0.5, 0.5])?.value).toBe(0.5)
    expect(areaUnderCurve([1, 1], [0.1, 0.2])).toBeNull()
    expect(() => areaUnderCurve([1, 0], [Number.NaN, 0.2])).toThrow('the score of row 0 is not a number')
  })

  it('equals counting all pairs, and so does its variance (DeLong 1988)', () => {
    const labels = Array.from({ length: 120 }, (_, row) => ((row * 7919) % 3 === 0 ? 1 : 0))
    const scores = labels.map((label, row) => (((row * 104729) % 17) + label * 4) / 21)
    const won = scores.filter((_, row) => labels[row] === 1)
    const lost = scores.filter((_, row) => labels[row] === 0)
    const beats = (x: number, y: number) => (x > y ? 1 : x === y ? 0.5 : 0)
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    const variance = (values: number[]) => {
      const middle = mean(values)
      return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1)
    }
    const byWon = won.map((x) => mean(lost.map((y) => beats(x, y))))
    const byLost = lost.map((y) => mean(won.map((x) => beats(x, y))))
    const area = areaUnderCurve(labels, scores)
    expect(area?.value).toBeCloseTo(mean(byWon), 12)
    expect(area?.standardError).toBeCloseTo(
      Math.sqrt(variance(byWon) / won.length + variance(byLost) / lost.length),
      12,
    )
    expect(area?.interval.low).toBeLessThan(area?.value ?? 0)
    expect(area?.interval.high).toBeLessThan(1)
  })
})

describe('fitPlatt', () => {
  it('finds the map that made the outcomes', () => {
    const raw = Float64Array.from({ length: 4000 }, (_, row) => (row % 100) / 10 - 5)
    const labels = Array.from(raw, (value, row) =>
      Math.floor(row / 100) / 40 + 1 / 80 < probabilityOf(0.5 * value - 1) ? 1 : 0,
    )
    const platt = fitPlatt(labels, raw)
    expect(platt.slope).toBeCloseTo(0.5, 1)
    expect(platt.intercept).toBeCloseTo(-1, 1)
  })

  it('stays with its prior for one outcome and for log-odds that are all the same', () => {
    expect(fitPlatt([1, 1, 1], [0.1, 0.2, 0.3], { slope: 1, precision: 100 }).slope).toBeCloseTo(1, 1)
    expect(fitPlatt([1, 0, 0, 0], [2, 2, 2, 2]).slope).toBe(1)
  })
})

describe('judge', () => {
  it('gives the loss of a coin', () => {
    expect(judge([0, 1], [0.5, 0.5]).logLoss).toBe(Math.LN2)
    expect(judge([0, 1], [0.5, 0.5]).brier).toBe(0.25)
  })

  it('measures error, slope, lift and capture', () => {
    const labels = Array.from({ length: 1000 }, (_, row) => (row % 10 < 1 + (row >= 500 ? 4 : 0) ? 1 : 0))
    const honest = labels.map((_, row) => (row >= 500 ? 0.5 : 0.1))
    const report = judge(labels, honest)
    expect(report.ece).toBeCloseTo(0, 12)
    expect(report.calibration.slope).toBeCloseTo(1, 6)
    expect(report.topDecile.lift).toBeCloseTo(0.5 / 0.3, 12)
    expect(report.topDecile.capture).toBeCloseTo(50 / 300, 12)
    const bold = judge(
      labels,
      honest.map((p) => probabilityOf(2 * logOddsOf(p))),
    )
    expect(bold.calibration.slope).toBeCloseTo(0.5, 6)
    expect(bold.logLoss).toBeGreaterThan(report.logLoss)
  })

  it('has no ranking figures for one outcome, and nothing for no rows', () => {
    const report = judge([0, 0, 0], [0.2, 0.2, 0.1])
    expect([report.auc, report.calibration.slope, report.topDecile.lift]).toEqual([null, null, null])
    expect(judge([], [])).toMatchObject({ rows: 0, logLoss: 0, auc: null })
  })

  it('refuses what is no label or no probability', () => {
    expect(() => judge([2], [0.5])).toThrow('the label of row 0 is 2')
    expect(() => judge([1], [Number.NaN])).toThrow(RangeError)
    expect(() => judge([1], [])).toThrow('differ in length')
  })
})

describe('win rates', () => {
  it('come with their Wilson interval', () => {
    const { low, high } = wilsonInterval(8, 10)
    expect([low, high]).toEqual([expect.closeTo(0.4901625, 6), expect.closeTo(0.9433178, 6)])
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 })
    expect(wilsonInterval(0, 20).low).toBe(0)
    expect(winRates([1, 0, 1], ['hot', 'cold', 'hot'], ['hot', 'cold', 'warm'])).toMatchObject([
      { name: 'hot', rows: 2, won: 2, rate: 1 },
      { name: 'cold', rows: 1, won: 0, rate: 0 },
      { name: 'warm', rows: 0, rate: null, interval: { low: 0, high: 1 } },
    ])
  })
})
