import type { ImportOptions } from '@leadglass/contracts/imports.ts'
import type { LeadStatus } from '@leadglass/contracts/leads.ts'
import { type Moment, parseMoment } from './parse-moment.ts'

/** Where an imported lead stands, since when it is there, and when it was closed. */
export type LeadHistory = {
  status: LeadStatus
  createdAt: Date
  closedAt: Date | null
  /** How it ended, where the row has an outcome of its own. */
  outcome: Outcome | null
}

export type Outcome = Extract<LeadStatus, 'won' | 'lost'>

/** What the cells of a row say of it; blank cells are absent. */
export type HistoryCells = { outcome?: string; created_at?: string; closed_at?: string }

type Problem = { field: string; message: string }

/** Days are written down where people are: the last ones to begin a day are 12 hours behind, the first 14 ahead. */
const firstZone = 14 * 3_600_000
const noon = 12 * 3_600_000

const plainWords = {
  won: ['won', 'yes', 'true', '1', 'closed won', 'y'],
  lost: ['lost', 'no', 'false', '0', 'closed lost', 'n'],
}

/**
 * Makes a reader of what a file tells of the past. Where the caller names the values that mean won, any other value
 * means lost; where not, only plain words are taken, so that a column that is no outcome closes nothing.
 */
export function createHistoryReader({ history }: ImportOptions, now: Date) {
  const won = new Set((history?.won_values ?? plainWords.won).map(comparable))
  const lost = history ? null : new Set(plainWords.lost)
  const outcomeOf = (cell: string): Outcome | null => {
    if (won.has(comparable(cell))) return 'won'
    return lost === null || lost.has(comparable(cell)) ? 'lost' : null
  }
  return (cells: HistoryCells, given: LeadStatus | undefined): LeadHistory | Problem => {
    const outcome = cells.outcome === undefined ? undefined : outcomeOf(cells.outcome)
    if (outcome === null) return { field: 'outcome', message: unknownOutcome }
    if (outcome && given && given !== outcome) {
      return { field: 'status', message: `is ${given}, but the outcome says ${outcome}` }
    }
    const dates = datesOf(cells, outcome ?? given ?? 'new', now)
    return 'message' in dates ? dates : { ...dates, outcome: outcome ?? null }
  }
}

const unknownOutcome = 'is no plain word for won or lost: name the values that mean won'

/**
 * An open lead has no day of closing: what other programs write there is when they expect one. What is not told
 * happened at the import, and a closed lead without a day of its own was created when it was closed.
 */
function datesOf(cells: HistoryCells, status: LeadStatus, now: Date): Omit<LeadHistory, 'outcome'> | Problem {
  const isClosed = status === 'won' || status === 'lost'
  const closed = isClosed ? readPast('closed_at', cells.closed_at, now) : null
  if (closed && 'message' in closed) return closed
  const created = readPast('created_at', cells.created_at, now)
  if (created && 'message' in created) return created
  if (!isClosed) return { status, createdAt: new Date(created?.at ?? now), closedAt: null }
  const [start, end] = settleDay(created, closed ?? { at: now.getTime(), isDay: false })
  if (start > end) return { field: 'closed_at', message: 'is before created_at' }
  return { status, createdAt: new Date(start), closedAt: new Date(end) }
}

/** A moment that is not in the future; today without a time is no later than now. */
function readPast(field: string, cell: string | undefined, now: Date): Moment | Problem | null {
  if (cell === undefined) return null
  const moment = parseMoment(cell)
  if (typeof moment === 'string') return { field, message: moment }
  const present = now.getTime()
  const isFuture = moment.isDay ? moment.at - noon - firstZone > present : moment.at > present
  if (isFuture) return { field, message: 'is in the future' }
  return { ...moment, at: Math.min(moment.at, present) }
}

/** On one day, what has no time of its own goes by what has one. */
function settleDay(created: Moment | null, closed: Moment): [created: number, closed: number] {
  if (!created) return [closed.at, closed.at]
  const isOneDay = dayOf(created) === dayOf(closed)
  if (!isOneDay || created.at <= closed.at) return [created.at, closed.at]
  if (created.isDay) return [closed.at, closed.at]
  return [created.at, closed.isDay ? created.at : closed.at]
}

function dayOf({ at }: Moment): string {
  return new Date(at).toISOString().slice(0, 10)
}

function comparable(text: string): string {
  return text.normalize('NFC').trim().toLowerCase()
}
