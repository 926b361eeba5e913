import type { Classification } from '@leadglass/contracts/scoring.ts'
import type { ActivityFact, FieldValue } from '@leadglass/scoring'
import type { Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'
import type { ScoredProfile } from './lead-facts.ts'

export type RescoredLead = ScoredProfile & {
  id: string
  metadata: Record<string, FieldValue>
  owner_id: string | null
  current_score: number
  engagement_score: number
  buying_score: number
  fit_score: number
  win_probability: number | null
  classification: Classification
  scored_at: string
  scoring_model_id: string
  hot_alerted_at: string | null
  activities: ActivityFact[]
}

type ReadLead = Omit<RescoredLead, 'activities'> & { facts: string | null }

/** Nearly every lead has fewer activities than this: they are all read, and nothing needs to be counted. */
const mostAtOnce = 200

const lead = `l.id, l.name, l.email, l.phone, l.company, l.title, l.industry, l.company_size, l.country, l.location,
  l.source, l.status, l.estimated_value, l.metadata, l.created_at, l.owner_id, l.current_score, l.engagement_score,
  l.buying_score, l.fit_score, l.win_probability, l.classification, l.scored_at, l.scoring_model_id, l.hot_alerted_at`

// One text per lead, `email_open 1795340000000,call …`: a third of what JSON costs both sides. A total needs no ids.
const factText = `string_agg(f.activity_type || ' ' || (date_part('epoch', f.occurred_at) * 1000)::bigint, ',')`

const facts = `(select ${factText} from (select a.activity_type, a.occurred_at from activities a where a.lead_id = l.id
  order by a.occurred_at desc, a.id desc limit ${mostAtOnce + 1}) f) as facts`

/** Leads whose score another version made. Along the primary key, so that a run that was cut off goes on. */
const ofOtherVersions = statement<ReadLead>(
  'list_leads_of_other_versions',
  `select ${lead}, ${facts} from leads l
    where l.id > $1 and l.scoring_model_id <> $3 order by l.id limit $2`,
)

/**
 * Leads of this version whose score may have moved by time alone since it was made: those with an activity that was young enough then
 * ($4, in ms), and those whose age passes one of the days ($5, in ms) on which silence since their creation counts.
 */
const movedByTime = statement<ReadLead>(
  'list_leads_moved_by_time',
  `select ${lead}, ${facts} from leads l
    where l.id > $1 and l.scoring_model_id = $3 and l.scored_at < $6
      and (l.last_activity_at > l.scored_at - $4 * interval '1 ms'
           or exists (select 1 from unnest($5::float8[]) as silence (ms)
                       where l.created_at + silence.ms * interval '1 ms' between l.scored_at and $6))
    order by l.id limit $2`,
)

/** The newest $2 of each type, for leads with a long history. */
const longHistories = statement<{ id: string; facts: string }>(
  'list_long_histories_to_rescore',
  `select f.lead_id as id, ${factText} as facts
     from (select a.lead_id, a.activity_type, a.occurred_at,
                  row_number() over (partition by a.lead_id, a.activity_type order by a.occurred_at desc, a.id desc)
                    as rank
             from activities a where a.lead_id = any($1::uuid[])) f
    where f.rank <= $2 group by f.lead_id`,
)

/** A walk through the leads: after which, how many at once, and how many activities of a type the version counts. */
export type RescoreWalk = { after: string | null; limit: number; perType: number; modelId: string }

/** When time alone moves a score; see `rescoreHorizon`. */
export type TimeWindow = { youngMs: number; silencesMs: readonly number[]; now: Date }

const beforeAll = '00000000-0000-0000-0000-000000000000'

export async function listLeadsOfOtherVersions(db: Db, walk: RescoreWalk): Promise<RescoredLead[]> {
  const rows = await db.sql(ofOtherVersions, [walk.after ?? beforeAll, walk.limit, walk.modelId])
  return withActivities(db, rows, walk.perType)
}

export async function listLeadsMovedByTime(
  db: Db,
  walk: RescoreWalk,
  { youngMs, silencesMs, now }: TimeWindow,
): Promise<RescoredLead[]> {
  const values = [walk.after ?? beforeAll, walk.limit, walk.modelId, youngMs, silencesMs, now]
  return withActivities(db, await db.sql(movedByTime, values), walk.perType)
}

async function withActivities(db: Db, rows: ReadLead[], perType: number): Promise<RescoredLead[]> {
  const leads = rows.map(({ facts, ...row }) => ({ ...row, activities: readFacts(facts) }))
  const long = leads.filter(({ activities }) => activities.length > mostAtOnce).map(({ id }) => id)
  if (long.length === 0) return leads
  const known = new Map((await db.sql(longHistories, [long, perType])).map(({ id, facts }) => [id, facts]))
  return leads.map((row) => {
    const facts = known.get(row.id)
    return facts === undefined ? row : { ...row, activities: readFacts(facts) }
  })
}

function readFacts(facts: string | null): ActivityFact[] {
  if (!facts) return []
  return facts.split(',').map((fact) => {
    const space = fact.indexOf(' ')
    return { id: '', type: fact.slice(0, space), at: Number(fact.slice(space + 1)) }
  })
}

const counting = statement<{ count: number }>(
  'count_leads_of_other_versions',
  'select count(*)::int as count from leads where scoring_model_id <> $1',
)

export async function countLeadsOfOtherVersions(db: Db, modelId: string): Promise<number> {
  const [row] = await db.sql(counting, [modelId])
  return row?.count ?? 0
}

const inForce = statement<{ is_active: boolean }>(
  'find_whether_version_in_force',
  'select is_active from scoring_models where id = $1',
)

export async function isVersionInForce(db: Db, modelId: string): Promise<boolean> {
  const [row] = await db.sql(inForce, [modelId])
  return row?.is_active ?? false
}
