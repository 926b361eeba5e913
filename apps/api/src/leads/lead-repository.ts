import type { Actor } from '@leadglass/contracts/auth.ts'
import type { LeadProfile, LeadStatus } from '@leadglass/contracts/leads.ts'
import type { Classification } from '@leadglass/contracts/scoring.ts'
import type { Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'

/** Every column of a lead, as answers show them. */
export type LeadRow = LeadProfile & {
  id: string
  status: LeadStatus
  owner_id: string | null
  owner_name: string | null
  current_score: number
  engagement_score: number
  buying_score: number
  fit_score: number
  classification: Classification
  scored_at: string
  scoring_model_id: string
  win_probability: number | null
  hot_alerted_at: string | null
  last_activity_at: string | null
  contacted_at: string | null
  qualified_at: string | null
  closed_at: string | null
  version: number
  created_at: string
  updated_at: string
}

/** Of a lead `l`. */
export const ownColumns = `l.id, l.name, l.email, l.phone, l.company, l.title, l.industry, l.company_size, l.country,
  l.location, l.source, l.status, l.estimated_value, l.metadata, l.owner_id, l.current_score,
  l.engagement_score, l.buying_score, l.fit_score, l.classification, l.scored_at, l.scoring_model_id,
  l.win_probability, l.hot_alerted_at, l.last_activity_at, l.contacted_at, l.qualified_at, l.closed_at, l.version, l.created_at, l.updated_at`

/** Of a lead `l` and its owner `o`. */
export const leadColumns = `${ownColumns}, o.full_name as owner_name`

/** $1 lead, $2 sees every lead, $3 the caller. */
export const visible = `l.id = $1 and ($2 or l.owner_id = $3 or exists (
  select 1 from assignments v where v.lead_id = l.id and v.user_id = $3 and v.status = 'active'))`

export type LeadScope = { actor: Actor; seesAll: boolean }

export function scopeValues(leadId: string, { actor, seesAll }: LeadScope) {
  return [leadId, seesAll, actor.id]
}

/** What another feature needs to know of a lead before it acts on it. */
export type VisibleLead = Pick<
  LeadRow,
  | 'id'
  | 'name'
  | 'company'
  | 'owner_id'
  | 'status'
  | 'current_score'
  | 'engagement_score'
  | 'buying_score'
  | 'fit_score'
  | 'classification'
  | 'win_probability'
  | 'scored_at'
  | 'scoring_model_id'
  | 'version'
>

const visibleColumns = `l.id, l.name, l.company, l.owner_id, l.status, l.current_score, l.engagement_score,
  l.buying_score, l.fit_score, l.classification, l.win_probability, l.scored_at, l.scoring_model_id, l.version`

const visibleLead = statement<VisibleLead>(
  'find_visible_lead',
  `select ${visibleColumns} from leads l where ${visible}`,
)

const visibleLeadForUpdate = statement<VisibleLead>(
  'find_visible_lead_for_update',
  `select ${visibleColumns} from leads l where ${visible} for no key update of l`,
)

/** A lead within the caller's sight, or null. */
export async function findLeadInScope(db: Db, leadId: string, scope: LeadScope): Promise<VisibleLead | null> {
  const [row] = await db.sql(visibleLead, scopeValues(leadId, scope))
  return row ?? null
}

/** The same, locked until the transaction ends. */
export async function findLeadInScopeForUpdate(
  db: Db,
  leadId: string,
  scope: LeadScope,
): Promise<VisibleLead | null> {
  const [row] = await db.sql(visibleLeadForUpdate, scopeValues(leadId, scope))
  return row ?? null
}

export type TimelineEntry = [
  id: string,
  activityType: string,
  description: string | null,
  occurredAt: string,
  pointsAwarded: number,
  userId: string | null,
  userName: string | null,
  createdAt: string,
]

export type LeadDetailRow = LeadRow & { assignment_id: string | null; recent: TimelineEntry[] }

/** One statement: the lead, its owner, its active assignment and its last 20 activities. */
const leadDetail = statement<LeadDetailRow>(
  'find_lead_detail',
  `select ${leadColumns},
          (select a.id from assignments a where a.lead_id = l.id and a.status = 'active' and a.is_primary)
            as assignment_id,
          coalesce((
            select json_agg(json_build_array(r.id, r.activity_type, r.description, r.occurred_at,
                     r.points_awarded, r.user_id, u.full_name, r.created_at)
                     order by r.occurred_at desc, r.id desc)
              from (select * from activities a where a.lead_id = l.id
                     order by a.occurred_at desc, a.id desc limit 20) r
              left join users u on u.id = r.user_id), '[]') as recent
     from leads l left join users o on o.id = l.owner_id
    where ${visible}`,
)

/** A lead with its last 20 activities, within the caller's sight. */
export async function findLeadDetail(
  db: Db,
  leadId: string,
  scope: LeadScope,
): Promise<LeadDetailRow | null> {
  const [row] = await db.sql(leadDetail, scopeValues(leadId, scope))
  return row ?? null
}

const deletion = statement<LeadRow>(
  'delete_lead',
  `with l as (delete from leads where id = $1 returning *)
   select ${leadColumns} from l left join users o on o.id = l.owner_id`,
)

/** Deletes a lead with everything that belongs to it; null when there was none. */
export async function deleteLeadRow(db: Db, leadId: string): Promise<LeadRow | null> {
  const [row] = await db.sql(deletion, [leadId])
  return row ?? null
}
