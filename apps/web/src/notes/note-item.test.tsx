import type { Note } from '@leadglass/contracts/notes.ts'
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it } from 'vitest'
import { startSession } from '../api/session.ts'
import { fakeServer, refusal } from '../test/fake-server.ts'
import { acme, marta, rosa, sessionOf } from '../test/fixtures.ts'
import { renderPart } from '../test/render-part.tsx'
import { NoteItem } from './note-item.tsx'

const note: Note = {
  id: '00000000-0000-7000-8000-0000000000e1',
  lead_id: acme.id,
  note_type: 'call',
  content: 'Wants a quote by Friday',
  author: { id: rosa.id, full_name: rosa.full_name },
  created_at: '2026-11-20T10:00:00.000Z',
  updated_at: '2026-11-20T10:00:00.000Z',
}
const path = `/api/notes/${note.id}`

beforeEach(() => {
  startSession(sessionOf(rosa))
})

it('saves what its author changes with Ctrl and Enter', async () => {
  const seen = fakeServer({ [`PATCH ${path}`]: { body: { ...note, content: 'Wants a quote by Monday' } } })
  renderPart(<NoteItem note={note} />)
  await userEvent.click(screen.getByRole('button', { name: 'Edit this note' }))
  const field = screen.getByRole('textbox', { name: 'Edit the note' })
  await userEvent.clear(field)
  await userEvent.type(field, 'Wants a quote by Monday{Control>}{Enter}{/Control}')
  await waitFor(() => expect(seen).toHaveLength(1))
  expect(await seen[0]?.json()).toEqual({ content: 'Wants a quote by Monday' })
  await waitFor(() => expect(screen.queryByRole('textbox')).not.toBeInTheDocument())
})

it('leaves the note as it was on Esc', async () => {
  const seen = fakeServer({})
  renderPart(<NoteItem note={note} />)
  await userEvent.click(screen.getByRole('button', { name: 'Edit this note' }))
  await userEvent.type(screen.getByRole('textbox'), ' or never{Escape}')
  expect(screen.getByText('Wants a quote by Friday')).toBeInTheDocument()
  expect(seen).toHaveLength(0)
})

it('keeps the words in the field when they are refused', async () => {
  fakeServer({ [`PATCH ${path}`]: refusal(403, 'not_allowed', 'Only its author changes a note') })
  renderPart(<NoteItem note={note} />)
  await userEvent.click(screen.getByRole('button', { name: 'Edit this note' }))
  await userEvent.type(screen.getByRole('textbox'), '!')
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('Only its author changes a note')
  expect(screen.getByRole('textbox')).toHaveValue('Wants a quote by Friday!')
})

it('asks before it deletes', async () => {
  const seen = fakeServer({ [`DELETE ${path}`]: { status: 204 } })
  renderPart(<NoteItem note={note} />)
  await userEvent.click(screen.getByRole('button', { name: 'Delete this note' }))
  expect(seen).toHaveLength(0)
  await userEvent.click(screen.getByRole('button', { name: 'Delete' }))
  await waitFor(() => expect(seen.map((request) => request.method)).toEqual(['DELETE']))
})

it('offers nothing to others', () => {
  startSession(sessionOf(marta))
  renderPart(<NoteItem note={note} />)
  expect(screen.queryByRole('button')).not.toBeInTheDocument()
})

it('lets an administrator delete the note of somebody else', () => {
  startSession(sessionOf({ ...marta, role: 'admin' }))
  renderPart(<NoteItem note={note} />)
  expect(screen.getByRole('button', { name: 'Delete this note' })).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Edit this note' })).not.toBeInTheDocument()
})
