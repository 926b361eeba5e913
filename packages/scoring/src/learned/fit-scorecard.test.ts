import { describe, expect, it } from 'vitest'
import { pickRows, randomBy, randomDeals, recordsOf } from '../../test/random-deals.ts'
import { compileScorecard } from './compile-scorecard.ts'
import { fitScorecard } from './fit-scorecard.ts'
import { judge } from './judge.ts'
import type { Column } from './learning-table.ts'
import { logOddsOf, probabilityOf } from './log-odds.ts'
import { candidateNames, type Scorecard } from './scorecard.ts'

const seed = Math.floor(Math.random() * 2 ** 31)
const deals = randomDeals(3000, 11)
const later = randomDeals(3000, 12)
const card = fitScorecard(deals)

function judgeOn(card: Scorecard, table: typeof later) {
  const scores = compileScorecard(card).scoreColumns(table.columns, table.outcomes.length)
  return judge(table.outcomes, scores.map(probabilityOf))
}

describe('fitScorecard', () => {
  it('finds what makes the difference, alone and together', () => {
    expect(card.candidate).toBe('ga2m')
    expect(card.training).toMatchObject({ signal: 'reliable', rows: 3000 })
    expect(card.pairs.map(({ first, second }) => `${first} × ${second}`)).toContain('size × source')
    const figures = judgeOn(card, later)
    expect(figures.auc?.value).toBeGreaterThan(0.67)
    expect(figures.calibration.slope).toBeGreaterThan(0.85)
    expect(figures.calibration.slope).toBeLessThan(1.15)
  })

  it('chooses the simplest of the candidates that are not clearly worse', () => {
    expect(card.training.candidates.map(({ name }) => name)).toEqual(candidateNames)
    const plain = randomDeals(3000, 13)
    const noise = plain.columns.filter(({ name }) => name === 'noise' || name === 'age')
    const { candidate, training } = fitScorecard({ columns: noise, outcomes: plain.outcomes })
    expect(candidate).toBe('base')
    expect(training).toMatchObject({ signal: 'none', reason: expect.stringContaining('no reliable signal') })
  })

  it('takes the form that is asked for, always of one additive kind', () => {
    const some = pickRows(
      deals,
      Array.from({ length: 800 }, (_, row) => row),
    )
    for (const candidate of candidateNames) {
      const forced = fitScorecard(some, { candidate })
      expect(forced.candidate).toBe(candidate)
      expect(forced.pairs.length > 0).toBe(candidate === 'ga2m')
      expectExact(forced, some.columns, 800)
    }
  })

  it('gives the same card, byte for byte, whatever the order of the rows', () => {
    const random = randomBy(5)
    const rows = Array.from({ length: 900 }, (_, row) => row)
    const mixed = rows.toSorted(() => random() - 0.5)
    const one = JSON.stringify(fitScorecard(pickRows(deals, rows)))
    expect(JSON.stringify(fitScorecard(pickRows(deals, rows)))).toBe(one)
    expect(JSON.stringify(fitScorecard(pickRows(deals, mixed)))).toBe(one)
  })

  it('scores the same after a trip through JSON, by records and by columns', () => {
    const read = compileScorecard(JSON.parse(JSON.stringify(card)))
    const byColumns = read.scoreColumns(later.columns, 3000)
    const records = recordsOf(later.columns, 200)
    expect(records.map((record) => read.logOdds(record))).toEqual(
      Array.from(byColumns.subarray(0, 200), (score) => expect.closeTo(score, 12)),
    )
  })
})

describe(`every explanation (seed ${seed})`, () => {
  it('sums to the log-odds of the probability, after calibration', () => {
    const random = randomBy(seed)
    for (let run = 0; run < 25; run++) {
      const rows = 20 + Math.floor(random() * 400)
      const table = randomDeals(rows, Math.floor(random() * 2 ** 31))
      const candidate = candidateNames[Math.floor(random() * 4)] ?? 'auto'
      expectExact(fitScorecard(table, { candidate }), table.columns, rows)
    }
    expectExact(card, later.columns, 2000)
  })

  it('stays exact where the sum claims more than the scale holds', () => {
    const bold: Scorecard = { ...card, base: 30 }
    const { contributions, logOdds, probability } = compileScorecard(bold).explain({})
    expect(logOdds).toBe(12)
    expect(contributions[0]).toMatchObject({ kind: 'limit', fields: [] })
    expect(probability).toBeLessThan(1)
    expectExact(bold, later.columns, 100)
  })
})

/** Base and contributions sum to the log-odds of p within 1e-9, the largest contribution first. */
function expectExact(card: Scorecard, columns: readonly Column[], rows: number) {
  const { explain, probability } = compileScorecard(card)
  const odd = [{}, { size: 'never seen', source: 'never seen', noise: null, age: Number.POSITIVE_INFINITY }]
  for (const record of [...odd, ...recordsOf(columns, rows)]) {
    const told = explain(record)
    const sum = told.contributions.reduce((total, { logOdds }) => total + logOdds, told.base)
    if (!(Math.abs(sum - logOddsOf(told.probability)) < 1e-9)) expect(sum).toBe(logOddsOf(told.probability))
    if (probability(record) !== told.probability) expect(probability(record)).toBe(told.probability)
    const sizes = told.contributions.map(({ logOdds }) => -Math.abs(logOdds))
    if (sizes.some((size, at) => at > 0 && size < (sizes[at - 1] ?? 0)))
      expect(sizes).toEqual(sizes.toSorted())
  }
}

describe('odd tables', () => {
  const rows = 400
  const some = pickRows(
    deals,
    Array.from({ length: rows }, (_, row) => row),
  )
  const useless: Column[] = [
    { name: 'empty', kind: 'numeric', values: new Float64Array(rows).fill(Number.NaN) },
    { name: 'blank', kind: 'categorical', codes: new Int32Array(rows).fill(-1), levels: [] },
    { name: 'same', kind: 'numeric', values: new Float64Array(rows).fill(7) },
    {
      name: 'company',
      kind: 'categorical',
      codes: Int32Array.from({ length: rows }, (_, row) => row),
      levels: Array.from({ length: rows }, (_, row) => `company ${row}`),
    },
  ]

  it('leaves out columns that cannot help, with the reason', () => {
    const { training } = fitScorecard({ ...some, columns: [...useless, ...some.columns] })
    expect(training.leftOut.map(({ name, reason }) => `${name}: ${reason}`)).toEqual([
      'empty: all values are missing',
      'blank: all values are missing',
      'same: all values are the same',
      'company: nearly every row has a value of its own',
    ])
  })

  it('leaves out a likely leak until a person puts it back', () => {
    const leak: Column = { name: 'closed_at', kind: 'numeric', values: Float64Array.from(some.outcomes) }
    const table = { ...some, columns: [leak, ...some.columns] }
    const found = fitScorecard(table).training.leftOut
    expect(found).toEqual([
      { name: 'closed_at', likelyLeak: true, reason: expect.stringContaining('AUC 1.000') },
    ])
    const kept = fitScorecard(table, { keep: ['closed_at'], candidate: 'linear' })
    expect(kept.features.map(({ name }) => name)).toContain('closed_at')
  })

  it.each([
    ['there are no closed rows', { columns: [], outcomes: [] }],
    ['all 400 rows are lost', { ...some, outcomes: new Uint8Array(rows) }],
    ['all 400 rows are won', { ...some, outcomes: new Uint8Array(rows).fill(1) }],
    ['no column tells rows apart', { ...some, columns: useless }],
    [
      '1 won and 399 lost are too few',
      { ...some, outcomes: Uint8Array.from({ length: rows }, (_, row) => +!row) },
    ],
  ])('give the base rate and say why: %s', (reason, table) => {
    const base = fitScorecard(table)
    expect(base).toMatchObject({ candidate: 'base', features: [], pairs: [] })
    expect(base.training.reason).toContain(reason)
    const p = compileScorecard(base).probability({ size: 3 })
    expect(p > 0 && p < 1).toBe(true)
  })

  it('may hold numbers at the ends of the scale', () => {
    const extremes = [Number.POSITIVE_INFINITY, -1e308, 1e308, 0, 5e-324, Number.NaN]
    const values = Float64Array.from({ length: rows }, (_, row) => extremes[row % 6] ?? 0)
    const huge: Column = { name: 'huge', kind: 'numeric', values }
    const { training } = fitScorecard({ ...some, columns: [huge, ...some.columns] })
    expect(training.candidates.every(({ logLoss }) => Number.isFinite(logLoss))).toBe(true)
  })

  it('hold a model of few deals close to the base rate', () => {
    const few = fitScorecard(
      pickRows(
        deals,
        Array.from({ length: 40 }, (_, row) => row),
      ),
    )
    expect(few).toMatchObject({ candidate: 'linear', training: { signal: 'unproven' } })
    expect(few.training.reason).toContain('no reliable signal yet')
  })

  it('are refused where their parts do not belong together', () => {
    expect(() => fitScorecard({ columns: some.columns, outcomes: [1] })).toThrow('column size has 400 values')
    expect(() => fitScorecard({ columns: [], outcomes: [2] })).toThrow(RangeError)
    expect(() => fitScorecard({ ...some, times: [1] })).toThrow('there are 1 times')
  })
})

describe('rows with times', () => {
  it('are calibrated to the win rate of today', () => {
    const rows = 2000
    const some = pickRows(
      deals,
      Array.from({ length: rows }, (_, row) => row),
    )
    const times = Float64Array.from({ length: rows }, (_, row) => row)
    const outcomes = some.outcomes.map((outcome, row) => (row < 1400 ? outcome : row % 3 ? 1 : outcome))
    const { training, ...rest } = fitScorecard({ ...some, outcomes, times })
    expect(training.calibration.by).toBe('latest rows')
    expect(training.candidates[0]?.later?.logLoss).toBeGreaterThan(0)
    const scores = compileScorecard({ training, ...rest }).scoreColumns(some.columns, rows)
    const mean = scores.map(probabilityOf).reduce((sum, p) => sum + p / rows, 0)
    expect(mean).toBeGreaterThan(0.7)
  })
})

describe('fields of many levels', () => {
  it('teach what they know, also beside others that know nothing', () => {
    const random = randomBy(21)
    const rows = 3000
    const levels = Array.from({ length: 100 }, (_, at) => `city ${at}`)
    const columns = Array.from({ length: 8 }, (_, at): Column => {
      const codes = Int32Array.from({ length: rows }, () => Math.floor(random() * 100))
      return { name: `field ${at}`, kind: 'categorical', codes, levels }
    })
    const [telling] = columns
    const codes = telling?.kind === 'categorical' ? telling.codes : new Int32Array()
    const outcomes = Uint8Array.from(codes, (code) => (random() < (code % 2 ? 0.7 : 0.2) ? 1 : 0))
    const { training, features } = fitScorecard({ columns, outcomes })
    expect(training.signal).toBe('reliable')
    const reach = (name: string) => Math.max(...(features.find((one) => one.name === name)?.points ?? [0]))
    expect(reach('field 0')).toBeGreaterThan(2 * reach('field 1'))
  })
})
