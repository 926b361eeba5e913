import type { Activity, Lead, LeadDetail, LeadItem } from '@leadglass/contracts/leads.ts'
import { isoFromJson } from '../db/sql.ts'
import type { LeadItemRow } from './lead-list-statement-repository.ts'
import type { LeadDetailRow, LeadRow, TimelineEntry } from './lead-repository.ts'

/** Field by field: a copy by spreading costs more than the rest of the answer. */
export function presentLeadItem(row: LeadItemRow): LeadItem {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    phone: row.phone,
    company: row.company,
    title: row.title,
    country: row.country,
    location: row.location,
    source: row.source,
    status: row.status,
    estimated_value: row.estimated_value,
    current_score: row.current_score,
    classification: row.classification,
    owner: ownerOf(row.owner_id, row.owner_name),
    last_activity_at: row.last_activity_at,
    created_at: row.created_at,
  }
}

export function presentLead(row: LeadRow): Lead {
  const { owner_id, owner_name, scoring_model_id: _, hot_alerted_at: __, ...lead } = row
  return { ...lead, owner: ownerOf(owner_id, owner_name) }
}

export function presentLeadDetail({ recent, assignment_id, ...row }: LeadDetailRow): LeadDetail {
  return {
    ...presentLead(row),
    assignment_id,
    recent_activities: recent.map((entry) => presentEntry(row.id, entry)),
  }
}

function ownerOf(id: string | null, name: string | null) {
  return id && name ? { id, full_name: name } : null
}

function presentEntry(leadId: string, entry: TimelineEntry): Activity {
  const [id, activityType, description, occurredAt, points, userId, userName, createdAt] = entry
  return {
    id,
    lead_id: leadId,
    activity_type: activityType,
    description,
    occurred_at: isoFromJson(occurredAt),
    points_awarded: points,
    user: ownerOf(userId, userName),
    created_at: isoFromJson(createdAt),
  }
}
