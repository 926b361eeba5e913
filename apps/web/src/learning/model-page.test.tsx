import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { startSession } from '../api/session.ts'
import { fakeServer, refusal } from '../test/fake-server.ts'
import { pageOf, sessionOf } from '../test/fixtures.ts'
import { modelDetail, muchHistory } from '../test/learning.ts'
import { renderApp } from '../test/render-app.tsx'
import { ada } from '../test/rule-lab.ts'

vi.setConfig({ testTimeout: 20_000 })

const path = `/learning/models/${modelDetail.id}`
const worldOf = (detail: object) => ({
  'GET /api/notifications/unread-count': { body: { count: 0 } },
  'GET /api/learning': { body: muchHistory },
  'GET /api/learning/models': { body: pageOf([]) },
  [`GET /api${path}`]: { body: detail },
})

beforeEach(() => {
  startSession(sessionOf(ada))
})

describe('a learned model, open', () => {
  it('says what it is worth on leads that it had not seen, and beside what was in force', async () => {
    fakeServer(worldOf(modelDetail))
    renderApp(path)
    expect(await screen.findByText(/^Picks the winner .* in 79 of 100 cases/)).toBeVisible()
    const quality = screen.getByRole('region', { name: 'On leads that it had not seen' })
    expect(quality).toHaveTextContent('24 % closer to what happened than telling everybody the win rate')
    const compared = screen.getByRole('region', { name: 'Beside version 1' })
    expect(compared).toHaveTextContent('the score picks the winner in 13 more of 100 cases than version 1')
    const form = screen.getByRole('region', { name: 'Why this form: a curve per field' })
    expect(form).toHaveTextContent('The additive model: clearly better than what is simpler.')
  })

  it('draws the most important field, and any other on demand', async () => {
    fakeServer(worldOf(modelDetail))
    renderApp(path)
    expect(
      await screen.findByText('Highest for 41 or more (+9.0), lowest for up to 10 (−6.0).'),
    ).toBeVisible()
    expect(screen.getByRole('row', { name: '41 or more +9.0 112' })).toHaveTextContent('+9.0112')
    await userEvent.click(screen.getByRole('button', { name: /^Title/ }))
    expect(screen.getByText('Highest for CEO (+5.0), lowest for Clerk (−3.0).')).toBeVisible()
  })

  it('shows what two fields add together, without values that no lead lacks', async () => {
    fakeServer(worldOf(modelDetail))
    renderApp(path)
    const pairs = await screen.findByRole('region', { name: 'What two fields add together' })
    expect(pairs).toHaveTextContent(
      'most for 41 or more with CEO (+2.5), least for 41 or more with Clerk (−1.2)',
    )
    expect(within(pairs).queryByRole('rowheader', { name: 'missing' })).toBeNull()
    expect(within(pairs).getByRole('columnheader', { name: 'missing' })).toBeInTheDocument()
  })

  it('puts a likely leak back, and says that it takes a new training', async () => {
    const seen = fakeServer({
      ...worldOf(modelDetail),
      'PUT /api/learning/settings': { body: muchHistory.settings },
    })
    renderApp(path)
    expect(await screen.findByText('contract no')).toBeVisible()
    await userEvent.click(await screen.findByRole('button', { name: 'Put contract no back' }))
    await waitFor(() => expect(seen.some(({ method }) => method === 'PUT')).toBe(true))
    const sent = await seen.find(({ method }) => method === 'PUT')?.json()
    expect(sent).toEqual({ ...muchHistory.settings, kept_columns: ['metadata.contract_no'] })
  })

  it('says that a field is put back already', async () => {
    const kept = { ...muchHistory.settings, kept_columns: ['metadata.contract_no'] }
    fakeServer({ ...worldOf(modelDetail), 'GET /api/learning': { body: { ...muchHistory, settings: kept } } })
    renderApp(path)
    expect(await screen.findByText('Put back: train again for it to count.')).toBeVisible()
  })

  it('publishes with a reason, and says before what will happen', async () => {
    const seen = fakeServer({
      ...worldOf({
        ...modelDetail,
        suspicious: [{ name: 'x', label: 'Stage code', reason: 'is very strong' }],
      }),
      [`POST /api${path}/publish`]: { status: 201, body: { version: 4 } },
    })
    const router = renderApp(path)
    await userEvent.click(await screen.findByRole('button', { name: 'Publish…' }))
    const dialog = await screen.findByRole('dialog', { name: 'Publish model 2' })
    expect(dialog).toHaveTextContent('this model, which counts 62 %')
    expect(dialog).toHaveTextContent('It learned from Stage code: look whether')
    await userEvent.type(within(dialog).getByRole('textbox', { name: /Reason/ }), 'Better than rules')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Publish' }))
    await waitFor(() => expect(router.state.location.pathname).toBe('/learning'))
    expect(await seen.find(({ method }) => method === 'POST')?.json()).toEqual({
      reason: 'Better than rules',
    })
  })

  it('says in the dialog when it is in force already', async () => {
    fakeServer({
      ...worldOf(modelDetail),
      [`POST /api${path}/publish`]: refusal(409, 'version_active', 'Model 2 is in force already'),
    })
    renderApp(path)
    await userEvent.click(await screen.findByRole('button', { name: 'Publish…' }))
    const dialog = await screen.findByRole('dialog', { name: 'Publish model 2' })
    await userEvent.type(within(dialog).getByRole('textbox', { name: /Reason/ }), 'Better')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Publish' }))
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('Model 2 is in force already')
  })

  it('offers no publishing where nothing was found, and says so', async () => {
    const none = {
      ...modelDetail,
      signal: 'none',
      weight: 0,
      auc: null,
      shapes: [],
      pairs: [],
      compared: null,
    }
    fakeServer(worldOf(none))
    renderApp(path)
    expect(await screen.findByText(/^It found nothing that tells won from lost/)).toBeVisible()
    expect(screen.getByText(/every lead gets the average chance/)).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Publish…' })).toBeNull()
  })

  it('draws a number of many ranges as steps, and says them all as a table', async () => {
    const bins = Array.from({ length: 30 }, (_, at) => ({
      words: `from ${at} to ${at + 1}`,
      log_odds: at / 10,
      points: at - 10,
      rows: 27,
    }))
    const shapes = [{ name: 'a', label: 'Age', kind: 'numeric', importance: 1, bins }]
    fakeServer(worldOf({ ...modelDetail, shapes, pairs: [] }))
    renderApp(path)
    const drawn = await screen.findByRole('img', {
      name: /^Points by Age. Highest for from 29 to 30 \(\+19\)/,
    })
    expect(drawn).toBeInTheDocument()
    expect(screen.getByText('from 17 to 18', { selector: 'td' })).toBeInTheDocument()
  })

  it('says when there is no such model', async () => {
    fakeServer({
      ...worldOf(modelDetail),
      [`GET /api${path}`]: refusal(404, 'not_found', 'There is no such model'),
    })
    renderApp(path)
    expect(await screen.findByRole('heading', { name: 'There is no such model' })).toBeVisible()
  })
})
