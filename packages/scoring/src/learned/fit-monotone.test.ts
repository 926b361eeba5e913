import { describe, expect, it } from 'vitest'
import { randomBy, randomDeals } from '../../test/random-deals.ts'
import { fitScorecard } from './fit-scorecard.ts'
import type { Column } from './learning-table.ts'
import type { Direction } from './monotone-features.ts'
import { candidateNames, type Scorecard } from './scorecard.ts'

const seed = Math.floor(Math.random() * 2 ** 31)

/** Two numbers: of `up` the more the better, but too much is worse again; of `gone` the less the better. */
function deals(rows: number, seed: number) {
  const random = randomBy(seed)
  const up = Float64Array.from({ length: rows }, () =>
    random() < 0.3 ? Number.NaN : Math.floor(random() * 11),
  )
  const gone = Float64Array.from({ length: rows }, () =>
    random() < 0.3 ? Number.NaN : Math.floor(random() * 90),
  )
  const outcomes = Uint8Array.from({ length: rows }, (_, row) => {
    const most = Number.isNaN(up[row] ?? 0) ? -1 : 1.5 - Math.abs(7 - (up[row] ?? 0)) / 3
    const old = Number.isNaN(gone[row] ?? 0) ? -1 : -(gone[row] ?? 0) / 60
    return random() < 1 / (1 + Math.exp(-most - old)) ? 1 : 0
  })
  const columns: Column[] = [
    { name: 'up', kind: 'numeric', values: up },
    { name: 'gone', kind: 'numeric', values: gone },
    ...randomDeals(rows, seed).columns,
  ]
  return { columns, outcomes }
}

function expectHeld(card: Scorecard, name: string, direction: Direction) {
  const feature = card.features.find((one) => one.name === name)
  if (!feature) return
  const [missing = 0, ...rest] = feature.points
  const chain = [missing, ...(direction === 'increasing' ? rest : rest.toReversed())]
  expect(chain, `${name} ${direction}`).toEqual(chain.toSorted((a, b) => a - b))
}

describe(`monotone columns (seed ${seed})`, () => {
  it('never turn, in any candidate, and are in no pair', () => {
    const random = randomBy(seed)
    for (let run = 0; run < 12; run++) {
      const table = deals(60 + Math.floor(random() * 800), Math.floor(random() * 2 ** 31))
      const candidate = candidateNames[1 + (run % 3)] ?? 'auto'
      const monotone = { up: 'increasing', gone: 'decreasing', size: 'increasing' } as const
      const card = fitScorecard(table, { candidate, monotone })
      for (const [name, direction] of Object.entries(monotone)) expectHeld(card, name, direction)
      expect(card.pairs.flatMap(({ first, second }) => [first, second])).not.toContain('up')
    }
  })

  it('still learn what goes their way, and say what that costs on rows not seen', () => {
    const table = deals(3000, 4)
    const free = fitScorecard(table, { candidate: 'additive' })
    const held = fitScorecard(table, {
      candidate: 'additive',
      monotone: { up: 'increasing', gone: 'decreasing' },
    })
    const lossOf = ({ training }: Scorecard) => training.candidates.at(-1)?.logLoss ?? 0
    expect(lossOf(held)).toBeGreaterThan(lossOf(free))
    expect(lossOf(held)).toBeLessThan(held.training.candidates[0]?.logLoss ?? 0)
    const { points = [] } = held.features.find(({ name }) => name === 'up') ?? {}
    expect(Math.max(...points) - Math.min(...points)).toBeGreaterThan(0.5)
  })

  it('must be numbers', () => {
    const monotone = { source: 'increasing' } as const
    expect(() => fitScorecard(deals(200, 1), { monotone })).toThrow('source has levels')
  })

  it('change nothing where none of them is there', () => {
    const table = deals(500, 2)
    const monotone = { other: 'increasing', toString: 'increasing' } as const
    expect(fitScorecard(table, { monotone })).toEqual(fitScorecard(table))
  })
})

describe('leaveOut', () => {
  it('takes columns out, also against keep', () => {
    const { features, training } = fitScorecard(deals(800, 3), { leaveOut: ['up'], keep: ['up'] })
    expect(features.map(({ name }) => name)).not.toContain('up')
    expect(training.leftOut).toEqual([{ name: 'up', reason: 'a person has taken it out', likelyLeak: false }])
  })
})
