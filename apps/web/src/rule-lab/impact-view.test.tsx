import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { startSession } from '../api/session.ts'
import { fakeServer, refusal } from '../test/fake-server.ts'
import { acme, marta, pageOf, sessionOf } from '../test/fixtures.ts'
import { renderApp } from '../test/render-app.tsx'
import { acmeFacts, ada, draft, impact, impactJob, inForce } from '../test/rule-lab.ts'

const path = `/scoring/drafts/${draft.id}`
const done = { ...impactJob, status: 'succeeded', progress: 1, result: impact } as const
const around = {
  'GET /api/notifications/unread-count': { body: { count: 0 } },
  'GET /api/scoring/versions/active': { body: inForce },
  [`GET /api${path}`]: { body: draft },
  'GET /api/leads': { body: pageOf([acme]) },
  [`GET /api/leads/${acme.id}/scoring-facts`]: { body: acmeFacts },
}

// A whole page with its forms, drawn at every letter.
vi.setConfig({ testTimeout: 20_000 })

beforeEach(() => {
  startSession(sessionOf(ada))
})

describe('the impact of a draft', () => {
  it('is measured in the background and then said in words', async () => {
    let asked = 0
    fakeServer({
      ...around,
      [`POST /api${path}/impact`]: { status: 201, body: { ...impactJob, status: 'queued', progress: 0 } },
      [`GET /api/jobs/${impactJob.id}`]: () => ({ body: ++asked < 2 ? impactJob : done }),
    })
    renderApp(`${path}?view=impact`)
    await userEvent.click(await screen.findByRole('button', { name: 'Measure on all leads' }))
    expect(await screen.findByText(/Scoring open leads…/)).toHaveTextContent('40 %')
    expect(
      await screen.findByText(
        'Of 1,000 open leads, 70 would change class: 60 rise, 10 fall. 40 would become hot, 10 would stop being hot.',
      ),
    ).toBeInTheDocument()
    expect(
      screen.getByText(
        'Of 212 won leads, 64 % would have been hot by the version in force, 51 % by this draft.',
      ),
    ).toBeInTheDocument()
    expect(screen.getByText(/71 % of pairs, by this draft in 78 %: better/)).toBeInTheDocument()
    expect(screen.getByRole('link', { name: acme.name })).toHaveAttribute('href', `/leads/${acme.id}`)
    expect(screen.queryByText(/Out of date/)).toBeNull()
  })

  it('is marked when the draft has moved on', async () => {
    fakeServer({ ...around, [`GET /api${path}`]: { body: { ...draft, revision: 8, impact_job: done } } })
    renderApp(`${path}?view=impact`)
    expect(await screen.findByText(/Measured for revision 7 against version 2/)).toBeInTheDocument()
    expect(screen.getByText(/Out of date/)).toBeInTheDocument()
  })

  it('says why a measurement failed, and can be asked again', async () => {
    const failed = { ...impactJob, status: 'failed', error: 'The database went away' }
    fakeServer({ ...around, [`GET /api${path}`]: { body: { ...draft, impact_job: failed } } })
    renderApp(`${path}?view=impact`)
    expect(await screen.findByText('The database went away')).toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Measure on all leads' })).toBeEnabled()
  })

  it('is open to managers', async () => {
    startSession(sessionOf(marta))
    fakeServer(around)
    renderApp(`${path}?view=impact`)
    expect(await screen.findByRole('button', { name: 'Measure on all leads' })).toBeEnabled()
  })
})

describe('publishing', () => {
  it('asks for a reason and shows what was measured', async () => {
    const seen = fakeServer({
      ...around,
      [`GET /api${path}`]: { body: { ...draft, impact_job: done } },
      [`POST /api${path}/publish`]: { status: 201, body: { ...inForce, version: 3 } },
      'GET /api/scoring/versions': { body: pageOf([]) },
      'GET /api/scoring/drafts': { body: { items: [] } },
    })
    const router = renderApp(path)
    await userEvent.click(await screen.findByRole('button', { name: 'Publish…' }))
    const dialog = await screen.findByRole('dialog', { name: 'Publish “B2B sales”' })
    expect(dialog).toHaveTextContent('40 would become hot')
    const button = within(dialog).getByRole('button', { name: 'Publish' })
    expect(button).toBeDisabled()
    await userEvent.type(within(dialog).getByRole('textbox', { name: /Reason/ }), 'Pricing matters')
    await userEvent.click(button)
    await waitFor(() => expect(router.state.location.pathname).toBe('/scoring'))
    const sent = seen.find(({ url }) => url.endsWith('/publish'))
    expect(await sent?.json()).toEqual({ revision: 7, reason: 'Pricing matters' })
  })

  it('warns when nothing was measured, and says when somebody was faster', async () => {
    fakeServer({
      ...around,
      [`POST /api${path}/publish`]: refusal(409, 'draft_changed', 'The draft has been changed meanwhile'),
    })
    renderApp(path)
    await userEvent.click(await screen.findByRole('button', { name: 'Publish…' }))
    const dialog = await screen.findByRole('dialog', { name: 'Publish “B2B sales”' })
    expect(dialog).toHaveTextContent('Nothing was measured')
    await userEvent.type(within(dialog).getByRole('textbox', { name: /Reason/ }), 'Pricing matters')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Publish' }))
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('The draft has been changed meanwhile')
  })

  it('schedules in the time zone of the reader, and never in the past', async () => {
    const seen = fakeServer({
      ...around,
      [`POST /api${path}/schedule`]: { body: { ...draft, publish_at: '2099-01-01T09:00:00.000Z' } },
    })
    renderApp(path)
    await userEvent.click(await screen.findByRole('button', { name: 'More actions of this draft' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Schedule…' }))
    const dialog = await screen.findByRole('dialog', { name: 'Schedule “B2B sales”' })
    const field = within(dialog).getByLabelText(/Date and time/)
    await userEvent.type(within(dialog).getByRole('textbox', { name: /Reason/ }), 'After the fair')
    await userEvent.clear(field)
    await userEvent.type(field, '2020-01-01T09:00')
    expect(field).toHaveAccessibleDescription(/must be in the future/)
    expect(within(dialog).getByRole('button', { name: 'Schedule' })).toBeDisabled()
    await userEvent.clear(field)
    await userEvent.type(field, '2099-01-01T09:00')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Schedule' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    const sent = seen.find(({ url }) => url.endsWith('/schedule'))
    expect(await sent?.json()).toEqual({
      revision: 7,
      reason: 'After the fair',
      publish_at: new Date('2099-01-01T09:00').toISOString(),
    })
    expect(await screen.findByText(/Comes into force .* scheduled by/)).toBeInTheDocument()
  })
})
