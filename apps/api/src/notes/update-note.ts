import type { UpdateNoteInput } from '@leadglass/contracts/notes.ts'
import { recordAudit } from '../audit/record-audit.ts'
import { type Context, inTransaction } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { noteChanged } from './audited-note.ts'
import { findVisibleNote } from './find-visible-note.ts'
import { canEditNote } from './note-policy.ts'
import { type NoteRow, setNote } from './note-repository.ts'

export function updateNote(ctx: Context, id: string, changes: UpdateNoteInput): Promise<NoteRow> {
  return inTransaction(ctx, async (tx) => {
    const { note, lead } = await findVisibleNote(tx, id)
    if (!canEditNote(tx.actor, note)) throw new AppError('not_allowed', 'Only its author may change a note')
    const changed = await setNote(tx.db, note.id, changes)
    if (!changed) throw notFound('Note')
    const entry = noteChanged(tx, lead, note, changed)
    if (entry) await recordAudit(tx.db, entry)
    return changed
  })
}
