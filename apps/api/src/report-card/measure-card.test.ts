import type { Classification } from '@leadglass/contracts/scoring.ts'
import { describe, expect, it } from 'vitest'
import type { JudgedLeads } from './judged-leads.ts'
import { measureCard } from './measure-card.ts'

type Row = { won: 0 | 1; score: number; rules: number; p: number; closed: number; name: Classification }

/** Leads whose score says something; few different scores, so that many tie. */
function makeRows(seed: number, rows: number): Row[] {
  let state = seed
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
  return Array.from({ length: rows }, (): Row => {
    const score = Math.floor(random() * 21) * 5
    const p = Math.fround(0.02 + (0.6 * score) / 100)
    const name = score >= 80 ? 'hot' : score >= 50 ? 'warm' : 'cold'
    const rules = Math.floor(random() * 101)
    return { won: random() < p ? 1 : 0, score, rules, p, name, closed: Math.floor(random() * 1e10) }
  }).toSorted((a, b) => b.closed - a.closed)
}

function leadsOf(rows: Row[]): JudgedLeads {
  return {
    won: Uint8Array.from(rows, ({ won }) => won),
    closed: Float64Array.from(rows, ({ closed }) => closed),
    scores: Uint8Array.from(rows, ({ score }) => score),
    rulesScores: Uint8Array.from(rows, ({ rules }) => rules),
    classes: rows.map(({ name }) => name),
    probabilities: Float64Array.from(rows, ({ p }) => p),
  }
}

/** The share of pairs of a won and a lost lead in which the won one has more; ties count half. */
function areaByPairs(rows: Row[], of: (row: Row) => number): number | null {
  const won = rows.filter((row) => row.won === 1)
  const lost = rows.filter((row) => row.won === 0)
  if (won.length === 0 || lost.length === 0) return null
  let above = 0
  for (const a of won) for (const b of lost) above += of(a) > of(b) ? 1 : of(a) === of(b) ? 0.5 : 0
  return above / (won.length * lost.length)
}

/** The won among the first `share` of the leads, where those of one score lie in no order. */
function capturedBy(rows: Row[], share: number, of: (row: Row) => number): number {
  const place = share * rows.length
  return rows.reduce((sum, row) => {
    const before = rows.filter((other) => of(other) > of(row)).length
    const tied = rows.filter((other) => of(other) === of(row)).length
    const chance = Math.min(1, Math.max(0, (place - before) / tied))
    return sum + row.won * chance
  }, 0)
}

/** Wilson's interval by its definition: the rates whose distance from the observed one is z standard errors. */
function wilsonByBisection(won: number, rows: number): { low: number; high: number } {
  const rate = won / rows
  const distance = (p: number) => (rate - p) ** 2 - (1.959963984540054 ** 2 * p * (1 - p)) / rows
  const solve = (inside: number, outside: number) => {
    let [near, far] = [inside, outside]
    for (let step = 0; step < 100; step++) {
      const middle = (near + far) / 2
      if (distance(middle) <= 0) near = middle
      else far = middle
    }
    return near
  }
  return { low: solve(rate, 0), high: solve(rate, 1) }
}

describe('the figures of a report card beside their definitions', () => {
  it.each([3, 17, 99, 2026])('agree on made-up leads (seed %i)', async (seed) => {
    const rows = makeRows(seed, 420)
    const won = rows.filter((row) => row.won === 1).length
    const figures = await measureCard(leadsOf(rows))

    for (const one of figures.classes) {
      const own = rows.filter(({ name }) => name === one.classification)
      const wins = own.filter((row) => row.won === 1).length
      expect(one).toMatchObject({ rows: own.length, won: wins, rate: wins / own.length })
      const interval = wilsonByBisection(wins, own.length)
      expect(one.interval.low).toBeCloseTo(interval.low, 9)
      expect(one.interval.high).toBeCloseTo(interval.high, 9)
    }
    expect(figures.classes.map(({ classification }) => classification)).toEqual(['hot', 'warm', 'cold'])

    expect(figures.score?.auc?.value).toBeCloseTo(areaByPairs(rows, (row) => row.score) ?? -1, 12)
    expect(figures.rules_auc?.value).toBeCloseTo(areaByPairs(rows, (row) => row.rules) ?? -1, 12)
    for (const { share, captured } of figures.score?.lift ?? []) {
      expect(captured).toBeCloseTo(capturedBy(rows, share, (row) => row.score) / won, 9)
    }
    const topTenth = capturedBy(rows, 0.1, (row) => row.score)
    expect(figures.score?.top_tenth.capture).toBeCloseTo(topTenth / won, 9)
    expect(figures.score?.top_tenth.lift).toBeCloseTo(topTenth / (rows.length / 10) / (won / rows.length), 9)

    const mean = (of: (row: Row) => number) => rows.reduce((sum, row) => sum + of(row), 0) / rows.length
    const rate = won / rows.length
    const { probability } = figures
    expect(probability).toMatchObject({ rows: 420, won })
    expect(probability?.auc?.value).toBeCloseTo(areaByPairs(rows, (row) => row.p) ?? -1, 12)
    expect(probability?.brier).toBeCloseTo(
      mean((row) => (row.won - row.p) ** 2),
      9,
    )
    expect(probability?.log_loss).toBeCloseTo(
      mean((row) => -Math.log(row.won ? row.p : 1 - row.p)),
      9,
    )
    expect(probability?.base_log_loss).toBeCloseTo(
      -rate * Math.log(rate) - (1 - rate) * Math.log(1 - rate),
      9,
    )
    const bins = probability?.calibration ?? []
    expect(bins.map((bin) => bin.rows)).toEqual(Array.from({ length: 10 }, () => 42))
    expect(bins.reduce((sum, bin) => sum + bin.observed * bin.rows, 0)).toBeCloseTo(won, 6)
    for (const bin of bins) {
      const interval = wilsonByBisection(Math.round(bin.observed * 42), 42)
      expect(bin.interval.low).toBeCloseTo(interval.low, 6)
      expect(bin.interval.high).toBeCloseTo(interval.high, 6)
    }

    let seen = 0
    for (const span of figures.by_time) {
      const own = rows.filter(
        ({ closed }, row) =>
          closed >= Date.parse(span.from) &&
          (closed < Date.parse(span.to) || (row === 0 && span === figures.by_time.at(-1))),
      )
      const hot = own.filter(({ name }) => name === 'hot')
      const rest = own.filter(({ name }) => name !== 'hot')
      const rateOf = (some: Row[]) => some.filter((row) => row.won === 1).length / some.length
      expect(span).toMatchObject({ rows: own.length, won: own.filter((row) => row.won === 1).length })
      expect(span.hot_rate).toBeCloseTo(rateOf(hot), 12)
      expect(span.rest_rate).toBeCloseTo(rateOf(rest), 12)
      expect(span.auc).toBeCloseTo(areaByPairs(own, (row) => row.score) ?? -1, 12)
      seen += span.rows
    }
    expect(seen).toBe(420)
  })

  it('has no calibration for a version of rules', async () => {
    const figures = await measureCard({ ...leadsOf(makeRows(5, 200)), probabilities: null })
    expect(figures.probability).toBeNull()
    expect(figures.score?.auc).not.toBeNull()
  })

  it('says half of a score that is the same for all', async () => {
    const rows = makeRows(8, 300).map((row): Row => ({ ...row, score: 40, name: 'cold', p: 0.3 }))
    const figures = await measureCard(leadsOf(rows))
    expect(figures.score?.auc).toMatchObject({ value: 0.5 })
    expect(figures.score?.top_tenth.lift).toBeCloseTo(1, 9)
    expect(figures.classes[0]).toMatchObject({ rows: 0, rate: null, interval: { low: 0, high: 1 } })
    expect(figures.probability?.calibration_slope).toBeNull()
  })
})
