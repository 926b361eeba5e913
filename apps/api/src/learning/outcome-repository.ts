import type { Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'

/** How many leads are closed, and when the first and the last of them were. */
export type OutcomeCounts = {
  won: number
  lost: number
  outcomes_from: string | null
  outcomes_to: string | null
}

const counts = statement<OutcomeCounts>(
  'count_outcomes',
  `select count(*) filter (where won)::int as won, count(*) filter (where not won)::int as lost,
          min(closed_at) as outcomes_from, max(closed_at) as outcomes_to
     from lead_outcomes`,
)

export async function countOutcomes(db: Db): Promise<OutcomeCounts> {
  const [row] = await db.sql(counts)
  if (!row) throw new Error('count_outcomes returned nothing')
  return row
}

const countsSince = statement<{ outcomes: number }>(
  'count_outcomes_since',
  `select count(*)::int as outcomes from lead_outcomes where $1::timestamptz is null or recorded_at > $1`,
)

/** Outcomes that were recorded after a moment; all of them without one. */
export async function countOutcomesSince(db: Db, moment: string | null): Promise<number> {
  const [row] = await db.sql(countsSince, [moment])
  return row?.outcomes ?? 0
}
