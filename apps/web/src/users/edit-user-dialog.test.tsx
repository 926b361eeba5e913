import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import { startSession } from '../api/session.ts'
import { fakeServer, refusal } from '../test/fake-server.ts'
import { marta, rosa, sessionOf } from '../test/fixtures.ts'
import { renderPart } from '../test/render-part.tsx'
import { CreateUserDialog } from './create-user-dialog.tsx'
import { EditUserDialog } from './edit-user-dialog.tsx'

const admin = { ...marta, role: 'admin' } as const

beforeEach(() => {
  startSession(sessionOf(admin))
})

it('says in words that the last administrator stays one (R091)', async () => {
  fakeServer({
    [`PATCH /api/users/${admin.id}`]: refusal(
      409,
      'last_admin',
      'The last active admin cannot be demoted or deactivated',
    ),
  })
  const onClose = vi.fn()
  renderPart(<EditUserDialog user={admin} onClose={onClose} />)
  await userEvent.selectOptions(await screen.findByLabelText('Role'), 'Sales rep')
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('The last active admin cannot be demoted')
  expect(onClose).not.toHaveBeenCalled()
})

it('sends only what was changed', async () => {
  const seen = fakeServer({ [`PATCH /api/users/${rosa.id}`]: { body: { ...rosa, is_active: false } } })
  const onClose = vi.fn()
  renderPart(<EditUserDialog user={rosa} onClose={onClose} />)
  expect(await screen.findByRole('button', { name: 'Save' })).toBeDisabled()
  await userEvent.click(screen.getByRole('switch', { name: /^Active/ }))
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  await waitFor(() => expect(onClose).toHaveBeenCalled())
  expect(await seen[0]?.json()).toEqual({ is_active: false })
})

it('puts what the server says beside the fields of a new user', async () => {
  fakeServer({
    'POST /api/users': refusal(400, 'validation_error', '"password" must be at least 12 characters', [
      { field: 'email', message: 'must be a valid email' },
      { field: 'password', message: 'must be at least 12 characters' },
    ]),
  })
  renderPart(<CreateUserDialog onClose={() => {}} />)
  await userEvent.type(await screen.findByRole('textbox', { name: /E-mail/ }), 'nobody')
  await userEvent.click(screen.getByRole('button', { name: 'Create user' }))
  await waitFor(() =>
    expect(screen.getByRole('textbox', { name: /E-mail/ })).toHaveAccessibleDescription(
      'must be a valid email',
    ),
  )
  expect(screen.getByText('must be at least 12 characters')).toBeInTheDocument()
})
