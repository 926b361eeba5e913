import {
  type Column,
  categoricalColumn,
  fitScorecard,
  numericColumn,
  type Scorecard,
} from '@leadglass/scoring'
import { describe, expect, it } from 'vitest'
import { heldOutFigures } from './held-out-figures.ts'
import { suspiciousColumns } from './suspicious-columns.ts'

const rows = 600
const outcomes = Uint8Array.from({ length: rows }, (_, row) => (row % 3 === 0 ? 1 : 0))
const leadIds = Array.from({ length: rows }, (_, row) => `lead ${row}`)

/** Tells the outcome in most rows. */
const told = numericColumn(
  'metadata.minutes',
  Array.from(outcomes, (won, row) => (row % 7 === 0 ? 5 : won * 6) + (row % 4)),
)
const weak = (name: string, every: number) =>
  categoricalColumn(
    name,
    Array.from(outcomes, (won, row) => (row % every === 0 ? (won ? 'a' : 'b') : row % 2 ? 'a' : 'b')),
  )

function look(columns: Column[], open: { leads: number; filled: Record<string, number> }) {
  const card: Scorecard = fitScorecard({ columns, outcomes })
  const figures = heldOutFigures(
    outcomes,
    Float64Array.from(outcomes, (won) => won * 2 - 1),
  )
  const filled = Object.fromEntries(columns.map(({ name }) => [name, rows]))
  return suspiciousColumns(card, { open, filled, leadIds }, figures)
}

const all = { 'metadata.minutes': 9, 'metadata.kind': 9, 'metadata.place': 9 }

describe('suspiciousColumns', () => {
  it('names a field that outweighs all others', () => {
    const columns = [told, weak('metadata.kind', 5), weak('metadata.place', 6)]
    expect(look(columns, { leads: 30, filled: all })).toEqual([
      {
        name: 'metadata.minutes',
        label: 'Minutes',
        reason: expect.stringMatching(
          /^\d\d % of what was learned is this one field.*known before a lead is closed$/,
        ),
      },
    ])
  })

  it('names fields that no open lead has, once there are open leads to tell', () => {
    const columns = [weak('metadata.kind', 3), weak('metadata.place', 3)]
    const filled = { 'metadata.place': 1 }
    expect(look(columns, { leads: 30, filled })).toMatchObject([
      {
        name: 'metadata.kind',
        reason: expect.stringMatching(/^100 % of the closed leads have it and none of the 30/),
      },
    ])
    expect(look(columns, { leads: 0, filled: {} })).toEqual([])
  })
})
