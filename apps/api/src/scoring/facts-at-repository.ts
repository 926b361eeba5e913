import type { ActivityFact, FieldValue } from '@leadglass/scoring'
import type { Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'
import type { ScoredProfile } from './lead-facts.ts'

/** What was known of a lead at a moment. */
export type KnownThen = { id: string; profile: ScoredProfile; activities: ActivityFact[] }

type FactsRow<Fact> = ScoredProfile & {
  id: string
  metadata: Record<string, FieldValue>
  /** The profile that a later edit replaced. */
  replaced: Omit<ScoredProfile, 'created_at'> | null
  facts: Fact[] | null
}

const profile = `l.id, l.name, l.email, l.phone, l.company, l.title, l.industry, l.company_size, l.country,
  l.location, l.source, l.status, l.estimated_value, l.metadata, l.created_at,
  (select v.fields from lead_profile_versions v where v.lead_id = l.id and v.valid_until > w.at
    order by v.valid_until limit 1) as replaced`

const wanted = 'unnest($1::uuid[], $2::timestamptz[]) as w (lead_id, at) join leads l on l.id = w.lead_id'
const knownThen = 'a.lead_id = l.id and a.occurred_at <= w.at and a.created_at <= w.at'
const epochMs = `(extract(epoch from a.occurred_at) * 1000)::bigint as at`

/** Nearly every lead has fewer activities than this: they are all loaded, and nothing needs to be counted. */
const mostAtOnce = 200

/** Indexes: activities (lead_id, occurred_at desc, id desc), lead_profile_versions (lead_id, valid_until). */
const factsAt = statement<FactsRow<[id: string, type: string, at: number]>>(
  'list_facts_at',
  `select ${profile}, (
      select json_agg(json_build_array(f.id, f.activity_type, f.at))
        from (select a.id, a.activity_type, ${epochMs} from activities a where ${knownThen}
               order by a.occurred_at desc, a.id desc limit ${mostAtOnce + 1}) f) as facts
     from ${wanted}`,
)

/** As for the score of now: the newest $3 of each type one by one, and one more that stands for all older ones. */
const factsOfLongHistories = statement<
  FactsRow<[id: string, type: string, at: number, total: number, rank: number]>
>(
  'list_facts_at_of_long_histories',
  `select ${profile}, (
      select json_agg(json_build_array(f.id, f.activity_type, f.at, f.total, f.rank))
        from (select a.id, a.activity_type, ${epochMs},
                     count(*) over (partition by a.activity_type) as total,
                     row_number() over (partition by a.activity_type order by a.occurred_at desc, a.id desc) as rank
                from activities a where ${knownThen}) f
       where f.rank <= $3 + 1) as facts
     from ${wanted}`,
)

/** The leads as they were known, each at its moment; leads that are gone are left out. */
export async function listKnownThen(
  db: Db,
  points: readonly { leadId: string; at: Date }[],
  perType: number,
): Promise<KnownThen[]> {
  const rows = await db.sql(factsAt, placesOf(points))
  const long = new Set(rows.filter(({ facts }) => (facts?.length ?? 0) > mostAtOnce).map(({ id }) => id))
  const short = rows
    .filter(({ id }) => !long.has(id))
    .map((row) =>
      knownOf(
        row,
        (row.facts ?? []).map(([id, type, at]) => ({ id, type, at })),
      ),
    )
  if (long.size === 0) return short
  const ofLong = points.filter(({ leadId }) => long.has(leadId))
  return [...short, ...(await listLongHistories(db, ofLong, perType))]
}

async function listLongHistories(db: Db, points: readonly { leadId: string; at: Date }[], perType: number) {
  const rows = await db.sql(factsOfLongHistories, [...placesOf(points), perType])
  return rows.map((row) =>
    knownOf(
      row,
      (row.facts ?? []).map(([id, type, at, total, rank]) =>
        rank > perType ? { id, type, at, count: total - perType } : { id, type, at },
      ),
    ),
  )
}

function placesOf(points: readonly { leadId: string; at: Date }[]): unknown[] {
  return [points.map(({ leadId }) => leadId), points.map(({ at }) => at)]
}

function knownOf<Fact>(
  { id, facts: _, replaced, ...own }: FactsRow<Fact>,
  activities: ActivityFact[],
): KnownThen {
  return { id, profile: { ...own, ...replaced }, activities }
}
