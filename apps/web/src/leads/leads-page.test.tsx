import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it } from 'vitest'
import { startSession } from '../api/session.ts'
import { fakeServer } from '../test/fake-server.ts'
import { acme, marta, pageOf, sessionOf } from '../test/fixtures.ts'
import { renderApp } from '../test/render-app.tsx'

const around = {
  'GET /api/leads/counts': {
    body: { total: 2000, hot: 229, warm: 433, cold: 1338, unassigned: 3, as_of: acme.created_at },
  },
  'GET /api/notifications/unread-count': { body: { count: 0 } },
}

beforeEach(() => {
  startSession(sessionOf(marta))
})

it('puts a click on a class into the URL and asks for those leads (R147)', async () => {
  const seen = fakeServer({ ...around, 'GET /api/leads': { body: pageOf([acme], { total: 1 }) } })
  const router = renderApp('/leads')
  await userEvent.click(await screen.findByRole('button', { name: 'Hot 229' }))
  await waitFor(() => expect(router.state.location.href).toBe('/leads?classification=hot'))
  await waitFor(() => expect(seen.some((request) => request.url.includes('classification=hot'))).toBe(true))
})

it('sorts by a column upwards, downwards, and then not at all', async () => {
  fakeServer({ ...around, 'GET /api/leads': { body: pageOf([acme]) } })
  const router = renderApp('/leads')
  for (const expected of ['/leads?sort=name&order=asc', '/leads?sort=name&order=desc', '/leads']) {
    await userEvent.click(await screen.findByRole('button', { name: 'Lead' }))
    await waitFor(() => expect(router.state.location.href).toBe(expected))
  }
})

it('says which filters to drop when nothing matches, and drops one', async () => {
  fakeServer({ ...around, 'GET /api/leads': { body: pageOf([]) } })
  const router = renderApp('/leads?status=won&min_score=90')
  expect(await screen.findByText('No lead matches')).toBeInTheDocument()
  const [chip] = screen.getAllByRole('button', { name: /Score ≥ 90/ })
  await userEvent.click(chip!)
  await waitFor(() => expect(router.state.location.href).toBe('/leads?status=won'))
})

it('drops what it does not know from the URL instead of asking for it', async () => {
  const seen = fakeServer({ ...around, 'GET /api/leads': { body: pageOf([acme]) } })
  renderApp('/leads?classification=tepid&utm_source=mail&status=new')
  await screen.findByRole('heading', { name: 'Leads' })
  const asked = seen.filter((request) => new URL(request.url).pathname === '/api/leads')
  expect(asked.map((request) => new URL(request.url).search)).toEqual(['?status=new&per_page=50'])
})

it('searches a moment after the last key', async () => {
  const seen = fakeServer({ ...around, 'GET /api/leads': { body: pageOf([acme]) } })
  const router = renderApp('/leads')
  await userEvent.type(await screen.findByRole('searchbox', { name: 'Search leads' }), 'fischer')
  await waitFor(() => expect(router.state.location.href).toBe('/leads?search=fischer'))
  expect(seen.some((request) => request.url.includes('search=f&'))).toBe(false)
})

it('shows a refusal with its request id and tries again', async () => {
  let isBroken = true
  fakeServer({
    ...around,
    'GET /api/leads': () =>
      isBroken ? { status: 500, body: { type: 'internal', request_id: 'req-9' } } : { body: pageOf([acme]) },
  })
  renderApp('/leads')
  expect(await screen.findByText('Request ID req-9')).toBeInTheDocument()
  isBroken = false
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  await waitFor(() => expect(screen.queryByText('Request ID req-9')).not.toBeInTheDocument())
})
