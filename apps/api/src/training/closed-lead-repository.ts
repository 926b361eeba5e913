import type { Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'

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

const metadataKeys = statement<{ keys: number }>(
  'count_metadata_keys',
  `select count(distinct key)::int as keys
     from (select l.metadata from lead_outcomes o join leads l on l.id = o.lead_id
            order by o.closed_at desc, o.lead_id limit $1) newest,
          jsonb_object_keys(newest.metadata) key`,
)

/** How many further fields the newest closed leads have. */
export async function countMetadataKeys(db: Db, most: number): Promise<number> {
  return (await db.sql(metadataKeys, [most]))[0]?.keys ?? 0
}
