import type { AuditFields } from '@leadglass/contracts/audit.ts'
import { type AuditEntry, type AuditEvent, auditEntry } from '../audit/audit-entry.ts'
import { filledFields } from '../audit/changed-fields.ts'
import type { Tx } from '../context.ts'
import type { OverrideRow } from './override-repository.ts'
import type { ReplacingVerdict, VerdictRow } from './verdict-repository.ts'

type NamedLead = { id: string; name: string }

const given = ['verdict', 'reason', 'score', 'classification', 'model_version'] as const
const answered = ['score', 'reason', 'expires_at'] as const

export function verdictGiven(tx: Tx, lead: NamedLead, verdict: ReplacingVerdict): AuditEntry {
  const { replaced_verdict, replaced_reason } = verdict
  const before = replaced_verdict && {
    verdict: replaced_verdict,
    ...(replaced_reason === null ? {} : { reason: replaced_reason }),
  }
  return aboutLead(tx, lead, { action: 'verdict_given', before, after: filledFields(verdict, given) })
}

export function verdictWithdrawn(tx: Tx, lead: NamedLead, verdict: VerdictRow): AuditEntry {
  return aboutLead(tx, lead, { action: 'verdict_withdrawn', before: filledFields(verdict, given) })
}

export function verdictReviewed(tx: Tx, lead: NamedLead, verdict: VerdictRow): AuditEntry {
  const after: AuditFields = {
    ...filledFields(verdict, ['verdict', 'review_note']),
    author: verdict.user_name,
  }
  return aboutLead(tx, lead, { action: 'verdict_reviewed', after })
}

export function scoreOverridden(
  tx: Tx,
  lead: NamedLead,
  replaced: OverrideRow | null,
  override: OverrideRow,
): AuditEntry {
  return aboutLead(tx, lead, {
    action: 'score_overridden',
    before: replaced && filledFields(replaced, [...answered, 'user_name']),
    after: filledFields(override, answered),
  })
}

export function overrideEnded(tx: Tx, lead: NamedLead, override: OverrideRow): AuditEntry {
  return aboutLead(tx, lead, {
    action: 'override_ended',
    before: filledFields(override, [...answered, 'user_name']),
  })
}

function aboutLead(tx: Tx, { id, name }: NamedLead, event: Omit<AuditEvent, 'entity'>): AuditEntry {
  return auditEntry(tx, { ...event, entity: { type: 'lead', id, name } })
}
