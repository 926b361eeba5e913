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

export type ClosedLead = {
  lead_id: string
  won: boolean
  closed_at: string
  /** The moment whose facts are learned from. */
  at: string
  /** What the learned model in force says that has not seen the lead. */
  log_odds: number | null
}

/** Newest first, along lead_outcomes_closed_at_lead_id_idx. A deal is never older than its lead. */
const closedLeads = statement<ClosedLead>(
  'list_closed_leads',
  `select o.lead_id, o.won, o.closed_at, p.log_odds,
          greatest(l.created_at, o.closed_at - $1 * interval '1 day') as at
     from lead_outcomes o
     join leads l on l.id = o.lead_id
     left join held_out_predictions p on p.lead_id = o.lead_id and p.learned_model_id = $2
    order by o.closed_at desc, o.lead_id limit $3`,
)

export function listClosedLeads(
  db: Db,
  wanted: { daysBefore: number; learnedModelId: string | null; most: number },
): Promise<ClosedLead[]> {
  return db.sql(closedLeads, [wanted.daysBefore, wanted.learnedModelId, wanted.most])
}

const openLeads = statement<{ id: string }>(
  'list_newest_open_leads',
  `select id from leads where status not in ('won', 'lost') order by created_at desc, id desc limit $1`,
)

/** Some of the leads that a model will be asked about. */
export async function listNewestOpenLeads(db: Db, most: number): Promise<string[]> {
  return (await db.sql(openLeads, [most])).map(({ id }) => id)
}
