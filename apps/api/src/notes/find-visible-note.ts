import type { Context } from '../context.ts'
import { notFound, notFoundAs } from '../errors.ts'
import { findVisibleLead } from '../leads/find-visible-lead.ts'
import { findNote, type NoteRow } from './note-repository.ts'

/** A note is seen by those who see its lead; for everybody else it does not exist. */
export async function findVisibleNote(ctx: Context, id: string): Promise<NoteRow> {
  const note = await findNote(ctx.db, id)
  if (!note) throw notFound('Note')
  await findVisibleLead(ctx.db, ctx.actor, note.lead_id).catch(notFoundAs('Note'))
  return note
}
