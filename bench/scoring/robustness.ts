import {
  type Column,
  compileScorecard,
  fitScorecard,
  type LearningTable,
  type Scorecard,
} from '@leadglass/scoring'
import { makeDeals } from './made-data.ts'
import { randomBy, shuffled } from './random.ts'
import { pickSet } from './read-set.ts'
import { expectThat, heading } from './report.ts'

/** Tables that real teams have and that break models, and the same rows in another order. */
export function judgeRobustness() {
  heading('robustness and determinism, on made-up deals')
  const deals = makeDeals(600, 8, 3)
  const odd: [string, LearningTable][] = [
    ['no rows', { columns: [], outcomes: [] }],
    ['one row', pickSet(deals, [0])],
    ['one class', { ...deals, outcomes: new Uint8Array(600) }],
    ['one won', { ...deals, outcomes: Uint8Array.from({ length: 600 }, (_, row) => (row === 7 ? 1 : 0)) }],
    ['no columns', { columns: [], outcomes: deals.outcomes }],
    ['empty and constant columns', { ...deals, columns: [...uselessColumns(600), ...deals.columns] }],
    ['only useless columns', { ...deals, columns: uselessColumns(600) }],
    ['a leak', { ...deals, columns: [leakOf(deals.outcomes), ...deals.columns] }],
    ['infinite and huge numbers', { ...deals, columns: [hugeColumn(600), ...deals.columns] }],
  ]
  for (const [name, table] of odd) {
    const { passed, said } = survives(table)
    expectThat(name, passed, said)
  }
  const order = shuffled(600, randomBy(9))
  const same = JSON.stringify(fitScorecard(deals)) === JSON.stringify(fitScorecard(pickSet(deals, order)))
  expectThat('the same card from the same rows in another order', same, same ? 'byte for byte' : 'it differs')
}

function survives(table: LearningTable): { passed: boolean; said: string } {
  try {
    const card = fitScorecard(table)
    const { probability } = compileScorecard(card)
    const known = Object.fromEntries(table.columns.map(({ name }) => [name, 'never seen']))
    const finite = [{}, known].every((row) => probability(row) > 0 && probability(row) < 1)
    return { passed: finite && card.training.reason !== '', said: saidOf(card) }
  } catch (error) {
    return { passed: false, said: String(error) }
  }
}

function saidOf({ training }: Scorecard): string {
  const leaks = training.leftOut.filter(({ likelyLeak }) => likelyLeak).map(({ name }) => name)
  return leaks.length ? `left out ${leaks.join(', ')}; ${training.reason}` : training.reason
}

function uselessColumns(rows: number): Column[] {
  return [
    { name: 'empty', kind: 'numeric', values: new Float64Array(rows).fill(Number.NaN) },
    { name: 'blank', kind: 'categorical', codes: new Int32Array(rows).fill(-1), levels: [] },
    { name: 'same', kind: 'numeric', values: new Float64Array(rows).fill(7) },
    {
      name: 'name',
      kind: 'categorical',
      codes: Int32Array.from({ length: rows }, (_, row) => row),
      levels: names(rows),
    },
  ]
}

function names(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `deal ${at}`)
}

function leakOf(outcomes: Uint8Array): Column {
  return {
    name: 'closed_reason',
    kind: 'categorical',
    codes: Int32Array.from(outcomes),
    levels: ['price', 'signed'],
  }
}

function hugeColumn(rows: number): Column {
  const extremes = [Number.POSITIVE_INFINITY, -1e308, 1e308, 0, 5e-324, Number.NaN]
  return {
    name: 'huge',
    kind: 'numeric',
    values: Float64Array.from({ length: rows }, (_, row) => extremes[row % extremes.length] ?? 0),
  }
}
