import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { findVisibleNote } from './find-visible-note.ts'
import { canDeleteNote } from './note-policy.ts'
import { deleteNoteById } from './note-repository.ts'

export async function deleteNote(ctx: Context, id: string): Promise<void> {
  const note = await findVisibleNote(ctx, id)
  if (!canDeleteNote(ctx.actor, note)) {
    throw new AppError('not_allowed', 'Only its author or an admin may delete a note')
  }
  await deleteNoteById(ctx.db, note.id)
}
