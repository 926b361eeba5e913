import type { Note } from '@leadglass/contracts/notes.ts'
import type { NoteRow } from './note-repository.ts'

export function presentNote({ author_id, author_name, ...note }: NoteRow): Note {
  return { ...note, author: { id: author_id, full_name: author_name } }
}
