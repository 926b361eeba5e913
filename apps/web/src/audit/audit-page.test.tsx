import type { AuditLog } from '@leadglass/contracts/audit.ts'
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { startSession } from '../api/session.ts'
import { fakeServer, refusal } from '../test/fake-server.ts'
import { marta, pageOf, rosa, sessionOf } from '../test/fixtures.ts'
import { renderApp } from '../test/render-app.tsx'

const admin = { ...marta, role: 'admin' as const }

const change: AuditLog = {
  id: '00000000-0000-7000-8000-0000000000a1',
  created_at: '2026-11-22T09:00:00.000Z',
  action: 'lead_updated',
  actor: { id: rosa.id, full_name: rosa.full_name },
  entity_type: 'lead',
  entity_id: '00000000-0000-7000-8000-0000000000b1',
  entity_name: 'Acme GmbH',
  before: { status: 'new' },
  after: { status: 'contacted' },
  ip: '203.0.113.7',
  user_agent: 'a browser',
  request_id: 'request-1',
}

const around = {
  'GET /api/users': { body: pageOf([marta, rosa]) },
  'GET /api/notifications/unread-count': { body: { count: 0 } },
}
const withEntries = (entries: AuditLog[]) =>
  fakeServer({ ...around, 'GET /api/audit-logs': { body: pageOf(entries) } })

const asked = (seen: Request[]) =>
  seen.map(({ url }) => new URL(url)).filter(({ pathname }) => pathname === '/api/audit-logs')

beforeEach(() => {
  startSession(sessionOf(admin))
})

describe('the audit log (R066)', () => {
  it('says in a sentence who did what, and opens to what it was before', async () => {
    withEntries([change])
    renderApp('/audit')
    const row = await screen.findByRole('button', { name: /changed status/ })
    expect(row).toHaveTextContent('Rosa Delgado changed status of Acme GmbH: new → contacted')
    expect(row).toHaveAttribute('aria-expanded', 'false')
    await userEvent.click(row)
    expect(row).toHaveAttribute('aria-expanded', 'true')
    const fields = within(screen.getAllByRole('table').at(-1) as HTMLElement)
    expect(fields.getAllByRole('cell').map(({ textContent }) => textContent)).toEqual(['new', 'contacted'])
    expect(screen.getByText('request-1')).toBeInTheDocument()
    expect(screen.getByRole('link', { name: 'Open the lead' })).toHaveAttribute(
      'href',
      `/leads/${change.entity_id}`,
    )
  })

  it('goes from an entry to everything by the same person', async () => {
    const seen = withEntries([change])
    const router = renderApp('/audit')
    await userEvent.click(await screen.findByRole('button', { name: /changed status/ }))
    await userEvent.click(screen.getByRole('button', { name: 'Everything by Rosa Delgado' }))
    await waitFor(() => expect(router.state.location.search).toEqual({ actor_id: rosa.id }))
    expect(await screen.findByRole('button', { name: /By Rosa Delgado/ })).toBeInTheDocument()
    await waitFor(() => expect(asked(seen).at(-1)?.searchParams.get('actor_id')).toBe(rosa.id))
  })

  it('asks for the actions of a group and the days of the reader', async () => {
    const seen = withEntries([change])
    renderApp('/audit?group=refusals&from=2026-11-20&to=2026-11-20&utm_source=mail')
    await screen.findByRole('button', { name: /Refusals and alarms/ })
    const [first] = asked(seen)
    expect(first?.searchParams.get('action')).toBe(
      'login_failed,account_locked,permission_denied,token_reuse_detected',
    )
    const moment = (name: string) => Date.parse(first?.searchParams.get(name) ?? '')
    expect(moment('to') - moment('from')).toBe(86_400_000)
    expect(first?.searchParams.has('utm_source')).toBe(false)
  })

  it('says that nothing matches, and shows everything again', async () => {
    withEntries([])
    const router = renderApp('/audit?group=users')
    await userEvent.click(await screen.findByRole('button', { name: 'Show everything' }))
    await waitFor(() => expect(router.state.location.href).toBe('/audit'))
    expect(await screen.findByText('Nothing has happened yet')).toBeInTheDocument()
  })

  it('says why it could not be loaded', async () => {
    fakeServer({ ...around, 'GET /api/audit-logs': refusal(400, 'validation_error', '"from" is not valid') })
    renderApp('/audit')
    expect(await screen.findByRole('alert')).toHaveTextContent('"from" is not valid')
  })

  it('is neither in the menu nor open for a manager', async () => {
    startSession(sessionOf(marta))
    const seen = withEntries([change])
    renderApp('/audit')
    await screen.findByRole('navigation', { name: 'Main' }).catch(() => null)
    await waitFor(() => expect(screen.queryByText(/changed status/)).toBeNull())
    expect(screen.queryByRole('link', { name: 'Audit log' })).toBeNull()
    expect(asked(seen)).toEqual([])
  })
})
