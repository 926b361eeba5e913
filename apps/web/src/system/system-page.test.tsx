import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it } from 'vitest'
import { startSession } from '../api/session.ts'
import { fakeServer, refusal } from '../test/fake-server.ts'
import { marta, sessionOf } from '../test/fixtures.ts'
import { renderPart } from '../test/render-part.tsx'
import { wellStatus } from '../test/system-status.ts'
import { SystemPage } from './system-page.tsx'

beforeEach(() => {
  startSession(sessionOf({ ...marta, role: 'admin' }))
})

it('shows pool, uptime, loops and that all is good (R013, R142)', async () => {
  fakeServer({ 'GET /api/system/status': { body: wellStatus } })
  renderPart(<SystemPage />)
  expect(await screen.findByRole('heading', { name: 'All good' })).toBeVisible()
  expect(screen.getByText('Connection pool')).toBeVisible()
  expect(screen.getByText(/3 of 60 in use/)).toBeVisible()
  expect(screen.getByText('DB uptime')).toBeVisible()
  const row = screen.getByRole('row', { name: /Score decay/ })
  expect(within(row).getByText('2,000 read, 41 moved')).toBeVisible()
})

it('says what is wrong while the database is away', async () => {
  const { database } = wellStatus
  const message = 'The host of the database refuses connections'
  const body = {
    ...wellStatus,
    complete: false,
    database: { ...database, state: 'down', error_type: 'connection_refused', message, server: null },
  }
  fakeServer({ 'GET /api/system/status': { body } })
  renderPart(<SystemPage />)
  expect(await screen.findByRole('heading', { name: 'Not working' })).toBeVisible()
  expect(screen.getByText(message)).toBeVisible()
  expect(screen.getByText(/only what this process remembers/)).toBeVisible()
})

it('runs a loop at once', async () => {
  const seen = fakeServer({
    'GET /api/system/status': { body: wellStatus },
    'POST /api/system/loops/score_decay/run': {
      body: { name: 'score_decay', requested_at: wellStatus.generated_at },
    },
  })
  renderPart(<SystemPage />)
  await userEvent.click(await screen.findByRole('button', { name: 'Run now: Score decay' }))
  expect(seen.filter(({ method }) => method === 'POST')).toHaveLength(1)
})

it('shows what the mail server said', async () => {
  const mail = { ...wellStatus.mail, state: 'ok', host: 'smtp.test', port: 587, from: 'crm@smtp.test' }
  fakeServer({
    'GET /api/system/status': { body: { ...wellStatus, mail } },
    'POST /api/system/test-email': {
      body: { ok: false, to: 'a@b.c', error: 'The server refused the sign-in' },
    },
  })
  renderPart(<SystemPage />)
  await userEvent.click(await screen.findByRole('button', { name: 'Send a test mail' }))
  expect(await screen.findByText('The server refused the sign-in')).toBeVisible()
})

it('shows an error with its request id when there is nothing to show yet', async () => {
  fakeServer({ 'GET /api/system/status': refusal(403, 'role_not_allowed', 'Only admin may do this') })
  renderPart(<SystemPage />)
  expect(await screen.findByText('Only admin may do this')).toBeVisible()
  expect(screen.getByText(/req-1/)).toBeVisible()
})
