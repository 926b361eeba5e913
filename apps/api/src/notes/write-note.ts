import type { CreateNoteInput } from '@leadglass/contracts/notes.ts'
import { recordSystemActivity } from '../activities/record-system-activity.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { Tx } from '../context.ts'
import { findVisibleLead, type VisibleLead } from '../leads/find-visible-lead.ts'
import { type NewNotification, notify } from '../notifications/notify.ts'
import { noteCreated } from './audited-note.ts'
import { insertNote, type NoteRow } from './note-repository.ts'

/** Writes a note and its entry in the timeline; the lead's owner hears of what others write (R106). */
export async function writeNote(tx: Tx, input: CreateNoteInput): Promise<NoteRow> {
  const lead = await findVisibleLead(tx.db, tx.actor, input.lead_id)
  const note = await insertNote(tx.db, { ...input, author_id: tx.actor.id, at: tx.now })
  // The text stands in the note alone: whoever changes or deletes it changes or deletes all of it.
  await recordSystemActivity(tx, { leadId: lead.id, type: 'note', description: null })
  await recordAudit(tx.db, noteCreated(tx, lead, note))
  if (lead.owner_id && lead.owner_id !== tx.actor.id) {
    await notify(tx.db, [noteAddedNotice(lead, lead.owner_id, note)])
  }
  return note
}

function noteAddedNotice(lead: VisibleLead, ownerId: string, note: NoteRow): NewNotification {
  return {
    userId: ownerId,
    type: 'note_added',
    title: `New note on ${lead.name}`,
    message: `${note.author_name}: ${beginningOf(note.content)}`,
    link: `/leads/${lead.id}`,
    leadId: lead.id,
  }
}

/** By characters, not by UTF-16 units: half an emoji cannot be stored. */
function beginningOf(content: string): string {
  return [...content].slice(0, 200).join('')
}
