import { type Column, categoricalColumn, fitScorecard, numericColumn } from '@leadglass/scoring'
import { describe, expect, it } from 'vitest'
import { suspiciousColumns } from './suspicious-columns.ts'

const rows = 600
const outcomes = Uint8Array.from({ length: rows }, (_, row) => (row % 3 === 0 ? 1 : 0))
const leadIds = Array.from({ length: rows }, (_, row) => `lead ${row}`)

/** Tells the outcome in most rows. */
const minutes = numericColumn(
  'metadata.minutes',
  Array.from(outcomes, (won, row) => (row % 7 === 0 ? 5 : won * 6) + (row % 4)),
)
const weak = (name: string) =>
  categoricalColumn(
    name,
    Array.from(outcomes, (won, row) => (row % 5 === 0 ? (won ? 'a' : 'b') : row % 2 ? 'a' : 'b')),
  )

function look(columns: Column[], open: { leads: number; filled: Record<string, number> }) {
  const filled = Object.fromEntries(columns.map(({ name }) => [name, rows]))
  return suspiciousColumns(fitScorecard({ columns, outcomes }), { open, filled, leadIds })
}

describe('suspiciousColumns', () => {
  it('names a field that is stronger than what is known before a deal is closed', () => {
    const filled = { 'metadata.minutes': 9, 'metadata.kind': 9 }
    expect(look([minutes, weak('metadata.kind')], { leads: 30, filled })).toEqual([
      {
        name: 'metadata.minutes',
        label: 'Minutes',
        reason: expect.stringMatching(
          /^it alone changes the odds of winning by a factor of [\d.]+ on average: make sure/,
        ),
      },
    ])
  })

  it('names fields that no open lead has, once there are open leads to tell', () => {
    const columns = [weak('metadata.kind'), weak('metadata.place')]
    expect(look(columns, { leads: 30, filled: { 'metadata.place': 1 } })).toEqual([
      {
        name: 'metadata.kind',
        label: 'Kind',
        reason: expect.stringMatching(
          /^100 % of the closed leads have it and none of the 30 newest open ones/,
        ),
      },
    ])
    expect(look(columns, { leads: 0, filled: {} })).toEqual([])
  })
})
