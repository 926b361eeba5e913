import { importOptions } from '@leadglass/contracts/imports.ts'
import { describe, expect, it } from 'vitest'
import { createHistoryReader, type HistoryCells } from './read-history.ts'

const now = new Date('2026-06-15T08:00:00.000Z')
type Given = Parameters<ReturnType<typeof createHistoryReader>>[1]

function read(cells: HistoryCells, { status, won }: { status?: Given; won?: string[] } = {}) {
  const options = importOptions.parse(won ? { history: { won_values: won } } : {})
  return createHistoryReader(options, now)(cells, status)
}

describe('createHistoryReader', () => {
  it.each([
    ['Won', 'won'],
    ['YES', 'won'],
    ['1', 'won'],
    [' true', 'won'],
    ['lost', 'lost'],
    ['no', 'lost'],
    ['0', 'lost'],
  ])('takes %s for %s', (outcome, status) => {
    expect(read({ outcome })).toEqual({ status, createdAt: now, closedAt: now, outcome: status })
  })

  it('closes nothing by words that it does not know', () => {
    expect(read({ outcome: 'left voicemail' })).toEqual({
      field: 'outcome',
      message: 'is no plain word for won or lost: name the values that mean won',
    })
  })

  it('goes by the values that mean won, and takes any other for lost', () => {
    const won = ['Signed', 'GEWONNEN']
    expect(read({ outcome: 'signed' }, { won })).toMatchObject({ status: 'won' })
    expect(read({ outcome: 'gewonnen ' }, { won })).toMatchObject({ status: 'won' })
    expect(read({ outcome: 'won' }, { won })).toMatchObject({ status: 'lost' })
  })

  it('leaves a lead without outcome open, whatever day its closing is expected', () => {
    const created = '2026-01-05'
    expect(read({ created_at: created, closed_at: '2031-01-01' }, { status: 'proposal' })).toEqual({
      status: 'proposal',
      createdAt: new Date('2026-01-05T12:00:00Z'),
      closedAt: null,
      outcome: null,
    })
    expect(read({})).toEqual({ status: 'new', createdAt: now, closedAt: null, outcome: null })
  })

  it('closes by the status where there is no outcome, and refuses one that contradicts', () => {
    expect(read({ closed_at: '2026-02-01' }, { status: 'lost' })).toMatchObject({
      status: 'lost',
      closedAt: new Date('2026-02-01T12:00:00Z'),
      outcome: null,
    })
    expect(read({ outcome: 'won' }, { status: 'won' })).toMatchObject({ status: 'won' })
    expect(read({ outcome: 'won' }, { status: 'proposal' })).toEqual({
      field: 'status',
      message: 'is proposal, but the outcome says won',
    })
  })

  it('takes the day of closing for the day of creation where only that is told', () => {
    expect(read({ outcome: 'won', closed_at: '2026-02-01T10:00:00Z' })).toEqual({
      status: 'won',
      createdAt: new Date('2026-02-01T10:00:00Z'),
      closedAt: new Date('2026-02-01T10:00:00Z'),
      outcome: 'won',
    })
  })

  it('lets a day without a time go by the time of the other', () => {
    const both = (created_at: string, closed_at: string) => {
      const history = read({ outcome: 'won', created_at, closed_at })
      return 'status' in history && [history.createdAt.toISOString(), history.closedAt?.toISOString()]
    }
    const late = '2026-02-01T15:00:00.000Z'
    const early = '2026-02-01T09:00:00.000Z'
    expect(both(late, '2026-02-01')).toEqual([late, late])
    expect(both('2026-02-01', early)).toEqual([early, early])
    expect(both(early, '2026-02-01')).toEqual([early, '2026-02-01T12:00:00.000Z'])
  })

  it('takes today without a time for no later than now', () => {
    expect(read({ outcome: 'won', closed_at: '2026-06-15' })).toMatchObject({ closedAt: now })
  })

  it.each<[HistoryCells, string, string | RegExp]>([
    [{ outcome: 'won', closed_at: '2026-06-17' }, 'closed_at', 'is in the future'],
    [{ outcome: 'won', closed_at: '2026-06-15T08:00:01Z' }, 'closed_at', 'is in the future'],
    [{ created_at: '2027-01-01' }, 'created_at', 'is in the future'],
    [{ outcome: 'won', closed_at: 'soon' }, 'closed_at', /must be a date/],
    [{ created_at: '01/02/2026' }, 'created_at', /could be 2026-02-01 or 2026-01-02/],
    [
      { outcome: 'lost', created_at: '2026-03-02', closed_at: '2026-03-01' },
      'closed_at',
      'is before created_at',
    ],
  ])('refuses %j', (cells, field, message) => {
    const read_ = read(cells)
    expect(read_).toMatchObject({ field })
    expect('message' in read_ && read_.message).toMatch(message)
  })
})
