import type { Column } from '@leadglass/scoring'
import type { Lesson, Predict } from './trainer.ts'

/**
 * Odoo's predictive lead scoring, for comparison only: naive Bayes on the values of the fields, every count
 * with 0.1 added, numbers cut into deciles; values never seen and missing ones say nothing.
 */
export function trainNaiveBayes({ columns, outcomes }: Lesson): Predict {
  const won = outcomes.reduce((sum, outcome) => sum + outcome, 0)
  const lost = outcomes.length - won
  const tables = new Map(columns.map((column) => [column.name, countValues(column, outcomes)]))
  return (judged, rows) => {
    const scores = new Float64Array(rows).fill(Math.log((won + 0.1) / (lost + 0.1)))
    for (const column of judged) {
      const table = tables.get(column.name)
      if (!table) continue
      for (let row = 0; row < rows; row++) {
        const counts = table.counts.get(valueAt(column, row, table.cuts))
        if (!counts) continue
        scores[row] =
          (scores[row] ?? 0) +
          Math.log((counts.won + 0.1) / (table.won + 0.1)) -
          Math.log((counts.lost + 0.1) / (table.lost + 0.1))
      }
    }
    return scores.map((score) => 1 / (1 + Math.exp(-score)))
  }
}

type Counts = { won: number; lost: number }
type ValueTable = Counts & { cuts: number[]; counts: Map<string, Counts> }

function countValues(column: Column, outcomes: Uint8Array): ValueTable {
  const cuts = column.kind === 'numeric' ? deciles(column.values) : []
  const table: ValueTable = { won: 0, lost: 0, cuts, counts: new Map() }
  for (let row = 0; row < outcomes.length; row++) {
    const value = valueAt(column, row, cuts)
    if (value === '') continue
    const counts = table.counts.get(value) ?? { won: 0, lost: 0 }
    table.counts.set(value, counts)
    const kind = outcomes[row] === 1 ? 'won' : 'lost'
    counts[kind]++
    table[kind]++
  }
  return table
}

function valueAt(column: Column, row: number, cuts: readonly number[]): string {
  if (column.kind === 'categorical') return column.levels[column.codes[row] ?? -1] ?? ''
  const value = column.values[row] ?? Number.NaN
  return Number.isNaN(value) ? '' : String(cuts.filter((cut) => cut < value).length)
}

function deciles(values: Float64Array): number[] {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  const cuts = Array.from(
    { length: 9 },
    (_, tenth) => sorted[Math.floor(((tenth + 1) * sorted.length) / 10)] ?? 0,
  )
  return [...new Set(cuts)]
}
