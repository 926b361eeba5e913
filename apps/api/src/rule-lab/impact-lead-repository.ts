import type { FieldValue } from '@leadglass/scoring'
import type { Db } from '../db/db.ts'
import { composedStatement, statement } from '../db/sql.ts'

/** What rules may ask of a profile, beside `metadata.<key>`. */
export const profileColumns = [
  'name',
  'email',
  'phone',
  'company',
  'title',
  'industry',
  'company_size',
  'country',
  'location',
  'source',
  'status',
  'estimated_value',
] as const
export type ProfileColumn = (typeof profileColumns)[number]

/**
 * A lead as briefly as the database can say it: the columns that somebody asks for, and its newest activities as
 * `<place of the type>:<milliseconds>`, with commas between. JSON objects took three times as long.
 */
export type BriefLead = Partial<Record<ProfileColumn, FieldValue>> & {
  id: string
  created_ms: number
  metadata?: Record<string, FieldValue>
  activities: string | null
}

export type BriefReading = {
  columns: readonly ProfileColumn[]
  withMetadata: boolean
  types: readonly string[]
  at: Date
  batchSize: number
}

/** Of longer histories one more than this many comes: whoever reads them must ask for them in another way. */
export const mostActivities = 200

/** Index: activities (lead_id, occurred_at desc, id desc). */
const activities = `
  select string_agg(
           array_position($3::text[], f.activity_type) || ':' || (extract(epoch from f.occurred_at) * 1000)::bigint, ',')
    from (select a.activity_type, a.occurred_at from activities a
           where a.lead_id = l.id and a.activity_type = any($3) and a.occurred_at <= $4 and a.created_at <= $4
           order by a.occurred_at desc, a.id desc limit ${mostActivities + 1}) f`

const isOpen = `l.status not in ('won', 'lost')`

/** The next leads by id that are not closed, with what is asked for. */
export function listOpenLeads(db: Db, after: string | null, reading: BriefReading): Promise<BriefLead[]> {
  const columns = [...reading.columns, ...(reading.withMetadata ? ['metadata'] : [])]
  const brief = composedStatement<BriefLead>(
    `select l.id, (extract(epoch from l.created_at) * 1000)::bigint as created_ms
            ${columns.map((column) => `, l.${column}`).join('')}, (${activities}) as activities
       from leads l
      where ${isOpen} and ($1::uuid is null or l.id > $1) order by l.id limit $2`,
  )
  return db.sql(brief, [after, reading.batchSize, reading.types, reading.at])
}

const openCount = statement<{ leads: number }>(
  'count_open_leads',
  `select count(*)::int as leads from leads l where ${isOpen}`,
)

export async function countOpenLeads(db: Db): Promise<number> {
  const [row] = await db.sql(openCount)
  return row?.leads ?? 0
}

const names = statement<{ id: string; name: string; company: string | null }>(
  'list_lead_names',
  'select id, name, company from leads where id = any($1::uuid[])',
)

export function listLeadNames(db: Db, ids: readonly string[]) {
  return db.sql(names, [ids])
}

export type ClosedLead = {
  lead_id: string
  won: boolean
  /** So long before the outcome as the learned part looks, a day without one; not before the lead was there. */
  as_of: string
  /** What a model that had not seen the lead says of it; null where the learned part was not trained on it. */
  held_out: number | null
}

const closed = statement<ClosedLead>(
  'list_deals_of_time',
  `select o.lead_id, o.won, greatest(l.created_at, o.closed_at - m.days * interval '1 day') as as_of,
          h.log_odds as held_out
     from (select coalesce((select (options ->> 'days_before_outcome')::int from learned_models where id = $5::uuid), 1)
                    as days) m
     cross join lead_outcomes o
     join leads l on l.id = o.lead_id
     left join held_out_predictions h on h.lead_id = o.lead_id and h.learned_model_id = $5::uuid
    where o.closed_at > $3::timestamptz and o.closed_at <= $4::timestamptz and ($1::uuid is null or o.lead_id > $1)
    order by o.lead_id limit $2`,
)

export type ClosedReading = { from: Date; to: Date; learnedModelId: string | null; batchSize: number }

/** The next leads by id that were closed within a time. */
export function listClosedLeads(db: Db, after: string | null, reading: ClosedReading): Promise<ClosedLead[]> {
  return db.sql(closed, [after, reading.batchSize, reading.from, reading.to, reading.learnedModelId])
}

const closedCount = statement<{ leads: number }>(
  'count_closed_leads',
  'select count(*)::int as leads from lead_outcomes where closed_at > $1 and closed_at <= $2',
)

export async function countClosedLeads(db: Db, from: Date, to: Date): Promise<number> {
  const [row] = await db.sql(closedCount, [from, to])
  return row?.leads ?? 0
}
