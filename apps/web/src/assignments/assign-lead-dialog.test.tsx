import type { TeamMember } from '@leadglass/contracts/assignments.ts'
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import { startSession } from '../api/session.ts'
import { fakeServer, refusal } from '../test/fake-server.ts'
import { acme, marta, rosa, sessionOf } from '../test/fixtures.ts'
import { renderPart } from '../test/render-part.tsx'
import { AssignLeadDialog } from './assign-lead-dialog.tsx'
import { TransferLeadDialog } from './transfer-lead-dialog.tsx'

function member(id: string, name: string, active: number, isActive = true): TeamMember {
  const user = { id, full_name: name, username: name.toLowerCase(), is_active: isActive }
  return { user, active, hot: 2, warm: 0, cold: active - 2, completed: 0 }
}
const wei = member('00000000-0000-7000-8000-000000000003', 'Wei', 4)
const team = {
  body: {
    items: [
      member(rosa.id, rosa.full_name, 31),
      wei,
      member('00000000-0000-7000-8000-000000000004', 'Gone', 2, false),
    ],
  },
}

beforeEach(() => {
  startSession(sessionOf(marta))
})

async function pick(name: RegExp) {
  await userEvent.click(await screen.findByRole('combobox', { name: 'Sales rep' }))
  await userEvent.click(await screen.findByRole('option', { name }))
}

it('offers active reps with their load, the least busy first, and assigns with a note (R111)', async () => {
  const seen = fakeServer({
    'GET /api/assignments/team': team,
    'POST /api/assignments': { status: 201, body: { user: wei.user } },
  })
  const onClose = vi.fn()
  renderPart(<AssignLeadDialog lead={acme} onClose={onClose} />)
  await userEvent.click(await screen.findByRole('combobox', { name: 'Sales rep' }))
  const options = await screen.findAllByRole('option')
  expect(options.map((option) => option.textContent)).toEqual([
    'WWei4 leads, 2 hot',
    'RDRosa Delgado31 leads, 2 hot',
  ])
  await userEvent.click(options[0]!)
  await userEvent.type(screen.getByRole('textbox', { name: 'Notes' }), 'Call today')
  await userEvent.click(screen.getByRole('button', { name: 'Assign' }))
  await waitFor(() => expect(onClose).toHaveBeenCalled())
  const sent = seen.find((request) => request.method === 'POST')
  expect(await sent?.json()).toEqual({ lead_id: acme.id, user_id: wei.user.id, notes: 'Call today' })
})

it('says why a conflict was refused and stays open', async () => {
  fakeServer({
    'GET /api/assignments/team': team,
    'POST /api/assignments': refusal(409, 'already_assigned', 'The lead is assigned to Rosa Delgado already'),
  })
  const onClose = vi.fn()
  renderPart(<AssignLeadDialog lead={acme} onClose={onClose} />)
  await pick(/Wei/)
  await userEvent.click(screen.getByRole('button', { name: 'Assign' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('The lead is assigned to Rosa Delgado already')
  expect(onClose).not.toHaveBeenCalled()
})

it('hands a lead to somebody else, with the reason (R112)', async () => {
  const id = '00000000-0000-7000-8000-0000000000b1'
  const seen = fakeServer({
    'GET /api/assignments/team': team,
    [`POST /api/assignments/${id}/transfer`]: { status: 201, body: { user: wei.user } },
  })
  const assignment = { id, leadId: acme.id, leadName: acme.name, userName: rosa.full_name }
  const onClose = vi.fn()
  renderPart(<TransferLeadDialog assignment={assignment} onClose={onClose} />)
  await userEvent.click(await screen.findByRole('combobox', { name: 'Sales rep' }))
  await screen.findByRole('option', { name: /Wei/ })
  expect(screen.queryByRole('option', { name: /Rosa/ })).not.toBeInTheDocument()
  await userEvent.click(screen.getByRole('option', { name: /Wei/ }))
  await userEvent.type(screen.getByRole('textbox', { name: 'Reason' }), 'Territory')
  await userEvent.click(screen.getByRole('button', { name: 'Transfer' }))
  await waitFor(() => expect(onClose).toHaveBeenCalled())
  const sent = seen.find((request) => request.method === 'POST')
  expect(await sent?.json()).toEqual({ user_id: wei.user.id, notes: 'Territory' })
})
