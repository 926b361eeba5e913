import { type AuditEntry, auditEntry } from '../audit/audit-entry.ts'
import { changedFields, filledFields } from '../audit/changed-fields.ts'
import type { Tx } from '../context.ts'
import type { VisibleLead } from '../leads/find-visible-lead.ts'
import type { NoteRow } from './note-repository.ts'

const fields = ['note_type', 'content'] as const

export function noteCreated(tx: Tx, lead: VisibleLead, note: NoteRow): AuditEntry {
  return auditEntry(tx, {
    action: 'note_created',
    entity: entityOf(lead, note),
    after: { ...filledFields(note, fields), lead_id: lead.id },
  })
}

/** Null when the note says what it said before. */
export function noteChanged(tx: Tx, lead: VisibleLead, before: NoteRow, after: NoteRow): AuditEntry | null {
  const changed = changedFields(before, after, fields)
  if (!changed) return null
  return auditEntry(tx, {
    action: 'note_updated',
    entity: entityOf(lead, after),
    before: changed.before,
    after: { ...changed.after, lead_id: lead.id },
  })
}

export function noteDeleted(tx: Tx, lead: VisibleLead, note: NoteRow): AuditEntry {
  return auditEntry(tx, {
    action: 'note_deleted',
    entity: entityOf(lead, note),
    before: { ...filledFields(note, [...fields, 'author_name', 'created_at']), lead_id: lead.id },
  })
}

/** A note has no name: it goes by that of its lead. */
function entityOf(lead: VisibleLead, note: NoteRow) {
  return { type: 'note' as const, id: note.id, name: lead.name }
}
