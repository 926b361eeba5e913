import type { ActivityFact } from '@leadglass/scoring'
import type { Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'
import { type LeadRow, type LeadScope, ownColumns, scopeValues, visible } from './lead-repository.ts'

/** A lead with what its score is made from. `row_version` changes with every write to the row. */
export type ScoringInputsRow = Omit<LeadRow, 'owner_name'> & {
  row_version: string
  activities: ActivityFact[]
}

type InputsWith<Fact> = Omit<ScoringInputsRow, 'activities'> & { facts: Fact[] | null }

const inputColumns = `${ownColumns}, l.xmin::text as row_version`
const epochMs = `round(date_part('epoch', a.occurred_at) * 1000)::bigint as at`

/** Nearly every lead has fewer activities than this: they are all loaded, and nothing needs to be counted. */
const mostAtOnce = 200

/** Index: activities (lead_id, occurred_at desc, id desc). */
const inputs = statement<InputsWith<[id: string, type: string, at: number]>>(
  'find_scoring_inputs',
  `select ${inputColumns}, (
      select json_agg(json_build_array(f.id, f.activity_type, f.at))
        from (select a.id, a.activity_type, ${epochMs} from activities a where a.lead_id = l.id
               order by a.occurred_at desc, a.id desc limit ${mostAtOnce + 1}) f) as facts
     from leads l
    where ${visible}`,
)

/**
 * The newest $4 activities of each type one by one and one more that stands for all older ones: a ledger counts
 * no more, however long the history is.
 */
const inputsOfLongHistory = statement<
  InputsWith<[id: string, type: string, at: number, total: number, rank: number]>
>(
  'find_scoring_inputs_of_long_history',
  `select ${inputColumns}, (
      select json_agg(json_build_array(f.id, f.activity_type, f.at, f.total, f.rank))
        from (select a.id, a.activity_type, ${epochMs},
                     count(*) over (partition by a.activity_type) as total,
                     row_number() over (partition by a.activity_type order by a.occurred_at desc, a.id desc) as rank
                from activities a where a.lead_id = l.id) f
       where f.rank <= $4 + 1) as facts
     from leads l
    where ${visible}`,
)

/** A lead and the activities that can matter to its score, when no rule counts more than `perType` of a type. */
export async function findScoringInputs(
  db: Db,
  leadId: string,
  scope: LeadScope,
  perType: number,
): Promise<ScoringInputsRow | null> {
  const [row] = await db.sql(inputs, scopeValues(leadId, scope))
  if (!row) return null
  const { facts, ...lead } = row
  if (facts && facts.length > mostAtOnce) return findInputsOfLongHistory(db, leadId, scope, perType)
  return { ...lead, activities: (facts ?? []).map(([id, type, at]) => ({ id, type, at })) }
}

async function findInputsOfLongHistory(
  db: Db,
  leadId: string,
  scope: LeadScope,
  perType: number,
): Promise<ScoringInputsRow | null> {
  const [row] = await db.sql(inputsOfLongHistory, [...scopeValues(leadId, scope), perType])
  if (!row) return null
  const { facts, ...lead } = row
  const activities = (facts ?? []).map(([id, type, at, total, rank]) =>
    rank > perType ? { id, type, at, count: total - perType } : { id, type, at },
  )
  return { ...lead, activities }
}
