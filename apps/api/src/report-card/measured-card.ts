import type { FalseHot } from '@leadglass/contracts/report-card.ts'
import type { Cache } from '../cache/cache.ts'
import type { Database } from '../db/db.ts'
import { isEnough } from '../learning/learning-sentences.ts'
import { judgedLeads } from './judged-leads.ts'
import { type CardFigures, measureCard, noFigures } from './measure-card.ts'
import { type CardFilter, listFalseHots, listJudgedColumns } from './report-card-repository.ts'
import { countHotAndWarm, type HotAndWarm } from './score-alarm-repository.ts'
import { alarmTime } from './watch-hot-alarm.ts'

/** The group of cards in the cache, which is told of every outcome that is judged, closed or taken back. */
export const cardGroup = 'report_card'
/** Names of leads, and the days that the alarm looks at, may be this old. */
const keptSeconds = 60

/** What a card has in common for all who ask: the same for a version and a filter until outcomes change. */
export type MeasuredCard = CardFigures & {
  rows: number
  rows_capped: boolean
  won: number
  waiting: number
  held_out_rows: number
  enough: boolean
  closed_from: string | null
  closed_to: string | null
  judged_at: string | null
  /** Of everybody: not for reps. */
  falseHots: FalseHot[]
  hotAndWarm: HotAndWarm
}

/** Measured once for many. */
export function measuredCard(
  { db, now }: { db: Database; now: Date },
  cache: Cache,
  filter: CardFilter,
): Promise<MeasuredCard> {
  const { modelId, from = '', to = '', seen = 'all' } = filter
  return cache.getOrLoad(`${cardGroup}:${modelId}:${from}:${to}:${seen}`, keptSeconds, async () => {
    const [measured, falseHots, hotAndWarm] = await Promise.all([
      measure(db, filter),
      listFalseHots(db, filter, null),
      countHotAndWarm(db, modelId, alarmTime(now)),
    ])
    return { ...measured, falseHots, hotAndWarm }
  })
}

async function measure(
  db: Database,
  filter: CardFilter,
): Promise<Omit<MeasuredCard, 'falseHots' | 'hotAndWarm'>> {
  const columns = await listJudgedColumns(db, filter)
  const leads = judgedLeads(columns)
  const rows = leads.won.length
  const won = leads.won.reduce((sum, one) => sum + one, 0)
  const enough = isEnough({ won, lost: rows - won })
  const dayOf = (row: number) => (rows === 0 ? null : new Date(leads.closed[row] ?? 0).toISOString())
  return {
    rows,
    rows_capped: columns.capped,
    won,
    waiting: columns.waiting,
    held_out_rows: columns.held_out,
    enough,
    closed_from: dayOf(rows - 1),
    closed_to: dayOf(0),
    judged_at: columns.judged_at,
    ...(enough ? await measureCard(leads) : noFigures),
  }
}
