import type { Tx } from '../context.ts'
import { notFound, notFoundAs } from '../errors.ts'
import { findVisibleLead, type VisibleLead } from '../leads/find-visible-lead.ts'
import { findNoteForUpdate, type NoteRow } from './note-repository.ts'

/**
 * The note that an operation is about, locked, with its lead. It is seen by those who see its lead; for everybody else
 * it does not exist.
 */
export async function findVisibleNote(tx: Tx, id: string): Promise<{ note: NoteRow; lead: VisibleLead }> {
  const note = await findNoteForUpdate(tx.db, id)
  if (!note) throw notFound('Note')
  const lead = await findVisibleLead(tx.db, tx.actor, note.lead_id).catch(notFoundAs('Note'))
  return { note, lead }
}
