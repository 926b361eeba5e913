import * as contract from '@leadglass/contracts/notes.ts'
import { presentPage } from '../db/paging.ts'
import type { Api } from '../http/api.ts'
import { route } from '../http/route.ts'
import { createNote } from './create-note.ts'
import { deleteNote } from './delete-note.ts'
import { listNotes } from './list-notes.ts'
import { presentNote } from './note-presenter.ts'
import { updateNote } from './update-note.ts'

export function noteRoutes(api: Api): void {
  route(api, contract.createNote, async (ctx, { body }) => presentNote(await createNote(ctx, body)))
  route(api, contract.listNotes, async (ctx, { params, query }) =>
    presentPage(await listNotes(ctx, params.id, query), presentNote),
  )
  route(api, contract.updateNote, async (ctx, { params, body }) =>
    presentNote(await updateNote(ctx, params.id, body)),
  )
  route(api, contract.deleteNote, (ctx, { params }) => deleteNote(ctx, params.id))
}
