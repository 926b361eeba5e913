import { z } from 'zod'
import { anyRole } from './auth.ts'
import { defineEndpoint } from './endpoint.ts'
import { idParams, text, timestamp, uuid } from './fields.ts'
import { personRef } from './leads.ts'
import { pageOf, pageQuery } from './paging.ts'

export const noteTypes = ['general', 'call', 'email', 'meeting'] as const
export const noteType = z.enum(noteTypes)

/** Whether a note tells of contact that we made. */
export function isTouchNote(type: z.infer<typeof noteType>): boolean {
  return type !== 'general'
}

export const note = z.object({
  id: uuid,
  lead_id: uuid,
  note_type: noteType,
  content: z.string(),
  author: personRef,
  created_at: timestamp,
  updated_at: timestamp,
})
export type Note = z.infer<typeof note>

export const createNoteInput = z.strictObject({
  lead_id: uuid,
  note_type: noteType.default('general'),
  content: text(5000),
})
export type CreateNoteInput = z.output<typeof createNoteInput>

export const updateNoteInput = z
  .strictObject({ note_type: noteType.optional(), content: text(5000).optional() })
  .refine((value) => Object.keys(value).length > 0, 'must change at least one field')
export type UpdateNoteInput = z.output<typeof updateNoteInput>

export const createNote = defineEndpoint({
  name: 'createNote',
  summary: 'Write a note on a lead',
  tag: 'notes',
  method: 'POST',
  path: '/notes',
  access: anyRole,
  status: 201,
  body: createNoteInput,
  response: note,
})

export const listNotes = defineEndpoint({
  name: 'listNotes',
  summary: 'Notes of a lead, newest first',
  tag: 'notes',
  method: 'GET',
  path: '/leads/:id/notes',
  access: anyRole,
  params: idParams,
  query: pageQuery,
  response: pageOf(note),
})

export const updateNote = defineEndpoint({
  name: 'updateNote',
  summary: 'Change an own note',
  tag: 'notes',
  method: 'PATCH',
  path: '/notes/:id',
  access: anyRole,
  params: idParams,
  body: updateNoteInput,
  response: note,
})

export const deleteNote = defineEndpoint({
  name: 'deleteNote',
  summary: 'Delete an own note; an admin deletes any',
  tag: 'notes',
  method: 'DELETE',
  path: '/notes/:id',
  access: anyRole,
  status: 204,
  params: idParams,
})
