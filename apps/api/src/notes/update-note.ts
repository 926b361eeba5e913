import type { UpdateNoteInput } from '@leadglass/contracts/notes.ts'
import type { Context } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { findVisibleNote } from './find-visible-note.ts'
import { canEditNote } from './note-policy.ts'
import { type NoteRow, setNote } from './note-repository.ts'

export async function updateNote(ctx: Context, id: string, changes: UpdateNoteInput): Promise<NoteRow> {
  const note = await findVisibleNote(ctx, id)
  if (!canEditNote(ctx.actor, note)) throw new AppError('not_allowed', 'Only its author may change a note')
  const changed = await setNote(ctx.db, note.id, changes)
  if (!changed) throw notFound('Note')
  return changed
}
