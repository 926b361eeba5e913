import type { Actor } from '@leadglass/contracts/auth.ts'
import type { LeadProfile, LeadStatus } from '@leadglass/contracts/leads.ts'
import { type AuditWrite, auditInsertion, auditValues } from '../db/audit-write.ts'
import type { Db } from '../db/db.ts'
import { profileReplacement } from '../db/profile-version-write.ts'
import {
  historyInsertion,
  type ScoreWrite,
  scoreColumns,
  scorePlaces,
  scoreValueCount,
  scoreValues,
} from '../db/score-write.ts'
import { statement } from '../db/sql.ts'
import { type LeadRow, leadColumns } from './lead-repository.ts'

/** Where a lead stands in the pipeline, with the first times. */
export type LeadStage = {
  status: LeadStatus
  contacted_at: string | null
  qualified_at: string | null
  closed_at: string | null
}

const profileColumns = `name, email, phone, company, title, industry, company_size, country, location, source,
  estimated_value, metadata`

function profileValues(profile: LeadProfile): unknown[] {
  return [
    profile.name,
    profile.email,
    profile.phone,
    profile.company,
    profile.title,
    profile.industry,
    profile.company_size,
    profile.country,
    profile.location,
    profile.source,
    profile.estimated_value,
    JSON.stringify(profile.metadata),
  ]
}

export type NewLead = {
  profile: LeadProfile
  stage: LeadStage
  ownerId: string | null
  actor: Actor
  write: ScoreWrite
  audit: AuditWrite
}

const createdScoreAt = 19

/** Lead, first history row, timeline entry, audit entry and, with an owner, the primary assignment: one statement. */
const insertion = statement<LeadRow>(
  'insert_lead',
  `with lead as (
     insert into leads (${profileColumns}, status, contacted_at, qualified_at, closed_at, owner_id, created_by_id,
                        ${scoreColumns}, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::jsonb, $13::lead_status, $14, $15, $16,
             $17, $18, ${scorePlaces(createdScoreAt)}, $24)
     returning *
   ), history as (
     ${historyInsertion(createdScoreAt, { from: 'lead', lead: 'id' })}
   ), entry as (
     insert into activities (lead_id, user_id, activity_type, occurred_at, created_at)
     select id, $18, 'lead_created', $24, $24 from lead
   ), charge as (
     insert into assignments (lead_id, user_id, assigned_by_id, assigned_at)
     select id, $17, $18, $24 from lead where $17::uuid is not null
   ), audit as (
     ${auditInsertion(createdScoreAt + scoreValueCount, 'lead')}
   )
   select ${leadColumns} from lead l left join users o on o.id = l.owner_id`,
)

/** Inserts a scored lead with its first history row, timeline entry, audit entry and assignment. */
export async function insertLead(
  db: Db,
  { profile, stage, ownerId, actor, write, audit }: NewLead,
): Promise<LeadRow> {
  const [row] = await db.sql(insertion, [
    ...profileValues(profile),
    stage.status,
    stage.contacted_at,
    stage.qualified_at,
    stage.closed_at,
    ownerId,
    actor.id,
    ...scoreValues(write),
    ...auditValues(audit),
  ])
  if (!row) throw new Error('insert_lead returned nothing')
  return row
}

export type LeadChange = {
  leadId: string
  /** The version of the row that the change was computed from. */
  rowVersion: string
  profile: LeadProfile
  stage: LeadStage
  write: ScoreWrite
  audit: AuditWrite | null
}

const changedScoreAt = 19

const changing = statement<LeadRow>(
  'update_lead',
  `with lead as (
     update leads
        set (${profileColumns}) = ($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14::jsonb),
            status = $15::lead_status, contacted_at = $16, qualified_at = $17, closed_at = $18,
            (${scoreColumns}) = (${scorePlaces(changedScoreAt)}),
            version = version + 1
      where id = $1 and xmin::text = $2
      returning *
   ), replaced as (
     ${profileReplacement('lead', { status: true })}
   ), history as (
     ${historyInsertion(changedScoreAt, { from: 'lead', lead: 'id' })}
   ), audit as (
     ${auditInsertion(changedScoreAt + scoreValueCount, 'lead')}
   )
   select ${leadColumns} from lead l left join users o on o.id = l.owner_id`,
)

/**
 * Writes profile, stage, score and audit entry at once, and keeps the profile that was replaced; null when somebody
 * else wrote the row since it was read.
 */
export async function updateLeadRow(db: Db, change: LeadChange): Promise<LeadRow | null> {
  const { leadId, rowVersion, profile, stage, write, audit } = change
  const [row] = await db.sql(changing, [
    leadId,
    rowVersion,
    ...profileValues(profile),
    stage.status,
    stage.contacted_at,
    stage.qualified_at,
    stage.closed_at,
    ...scoreValues(write),
    ...auditValues(audit),
  ])
  return row ?? null
}
