import { columnsOf, type LearningRow } from '@leadglass/scoring'
import { describe, expect, it } from 'vitest'
import { countFilled, createColumnCollector } from './collect-columns.ts'

function collect(rows: readonly LearningRow[]) {
  const collector = createColumnCollector(rows.length)
  for (const [at, row] of rows.entries()) collector.add(row, at)
  return collector.finish()
}

const plain = (columns: ReturnType<typeof columnsOf>) =>
  columns.map((column) =>
    column.kind === 'numeric'
      ? { ...column, values: [...column.values] }
      : { ...column, codes: [...column.codes] },
  )

describe('createColumnCollector', () => {
  it('makes the columns that all rows together make', () => {
    const rows: LearningRow[] = [
      { size: '12', city: 'Ghent', paid: true, mixed: 3, empty: '' },
      { size: 7.5, city: ' Ghent', paid: 'true', mixed: 'three', empty: null },
      { city: 'Bruges', mixed: '3', late: 0 },
      { size: '', city: undefined, paid: false },
    ]
    expect(plain(collect(rows).columns)).toEqual(plain(columnsOf(rows)))
  })

  it('counts what is there', () => {
    const { columns } = collect([{ a: 1, b: 'x' }, { a: 2 }, { b: ' ' }])
    expect(columns.map((column) => [column.name, countFilled(column)])).toEqual([
      ['a', 2],
      ['b', 1],
    ])
  })

  it('has room for 300 columns and names those that came later', () => {
    const row = Object.fromEntries(Array.from({ length: 310 }, (_, at) => [`k${1000 + at}`, at]))
    const { columns, crowdedOut } = collect([row])
    expect(columns).toHaveLength(300)
    expect(crowdedOut).toHaveLength(10)
    expect(crowdedOut[0]).toBe('k1300')
  })

  it('drops a column of which nearly every lead has a text of its own, and keeps numbers and repeated texts', () => {
    const rows = Array.from({ length: 9_000 }, (_, at) => ({
      note: `said ${at}`,
      price: at * 1.5,
      order: `${at}`,
      city: `city ${at % 5_500}`,
    }))
    const late = [...rows.slice(0, 4_000), ...rows.slice(0, 4_000), ...rows.slice(0, 9_000)]
    const { columns, crowdedOut } = collect(late)
    expect(columns.map(({ name }) => name)).toEqual(['city', 'order', 'price'])
    expect(crowdedOut).toEqual(['note'])
  })
})
