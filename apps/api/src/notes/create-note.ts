import type { CreateNoteInput } from '@leadglass/contracts/notes.ts'
import { type Context, inTransaction } from '../context.ts'
import type { NoteRow } from './note-repository.ts'
import { writeNote } from './write-note.ts'

/** A note of its own, not as part of something else that is written. */
export function createNote(ctx: Context, input: CreateNoteInput): Promise<NoteRow> {
  return inTransaction(ctx, (tx) => writeNote(tx, input))
}
