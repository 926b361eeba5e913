import { recordAudit } from '../audit/record-audit.ts'
import { type Context, inTransaction } from '../context.ts'
import { AppError } from '../errors.ts'
import { noteDeleted } from './audited-note.ts'
import { findVisibleNote } from './find-visible-note.ts'
import { canDeleteNote } from './note-policy.ts'
import { deleteNoteById } from './note-repository.ts'

export function deleteNote(ctx: Context, id: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const { note, lead } = await findVisibleNote(tx, id)
    if (!canDeleteNote(tx.actor, note)) {
      throw new AppError('not_allowed', 'Only its author or an admin may delete a note')
    }
    await deleteNoteById(tx.db, note.id)
    await recordAudit(tx.db, noteDeleted(tx, lead, note))
  })
}
