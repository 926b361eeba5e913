import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { startSession } from '../api/session.ts'
import { fakeServer, refusal } from '../test/fake-server.ts'
import { marta, pageOf, sessionOf } from '../test/fixtures.ts'
import { model, muchHistory, noHistory, training } from '../test/learning.ts'
import { renderApp } from '../test/render-app.tsx'
import { ada } from '../test/rule-lab.ts'

vi.setConfig({ testTimeout: 20_000 })

const around = { 'GET /api/notifications/unread-count': { body: { count: 0 } } }
const worldOf = (status: unknown, models: unknown[] = []) => ({
  ...around,
  'GET /api/learning': { body: status },
  'GET /api/learning/models': { body: pageOf(models) },
})

beforeEach(() => {
  startSession(sessionOf(ada))
})

describe('the learned model', () => {
  it('says with little history what is missing, and offers no training', async () => {
    fakeServer(worldOf(noHistory))
    renderApp('/learning')
    const force = await screen.findByRole('region', { name: /Rules alone/ })
    expect(force).toHaveTextContent('100 % rules')
    expect(force).toHaveTextContent('Not enough outcomes yet (14 of 50 won).')
    expect(screen.getByRole('progressbar', { name: '14 of 50 won' })).toBeInTheDocument()
    expect(screen.getByRole('link', { name: 'Import your history' })).toHaveAttribute('href', '/import')
    expect(screen.queryByRole('button', { name: 'Train now…' })).toBeNull()
  })

  it('says how much of the score was learned, and why that much', async () => {
    const inForce = { ...model, in_force: true, versions: [3] }
    fakeServer(worldOf(muchHistory, [inForce, { ...model, id: `${model.id.slice(0, -1)}9`, number: 1 }]))
    renderApp('/learning')
    const force = await screen.findByRole('region', { name: /Model 2 in force/ })
    expect(force).toHaveTextContent('62 % learned')
    expect(force).toHaveTextContent('because it knows 163 won leads, the rarer kind')
    const row = screen.getByRole('row', { name: /Model 2/ })
    expect(row).toHaveTextContent('a curve per field')
    expect(row).toHaveTextContent('79 of 100 (72–85)')
  })

  it('trains with what was chosen, and shows how far it is', async () => {
    const seen = fakeServer({
      ...worldOf(muchHistory, [model]),
      [`GET /api/learning/models/${model.id}`]: { status: 404, body: {} },
      'POST /api/learning/train': { status: 201, body: training },
      [`GET /api/jobs/${training.id}`]: { body: training },
    })
    renderApp('/learning')
    await userEvent.click(await screen.findByRole('button', { name: 'Train now…' }))
    const dialog = await screen.findByRole('dialog', { name: 'Train a model' })
    const days = within(dialog).getByRole('textbox', { name: 'Days before the outcome' })
    await userEvent.clear(days)
    await userEvent.type(days, '7')
    await userEvent.type(within(dialog).getByLabelText('Leave out', { selector: 'input' }), 'title{Enter}')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Train' }))
    const progress = await screen.findByRole('region', { name: 'Training' })
    expect(progress).toHaveTextContent('Training on all rows… 40 %')
    expect(screen.queryByRole('button', { name: 'Train now…' })).toBeNull()
    const sent = seen.find(({ url }) => url.endsWith('/train'))
    expect(await sent?.json()).toEqual({
      days_before_outcome: 7,
      kept_columns: [],
      left_out_columns: ['title'],
    })
  })

  it.each([
    ['job_running', 'A training is under way already'],
    ['not_enough_outcomes', 'not enough outcomes yet (14 of 50 won)'],
  ])('says in the dialog why a training was refused: %s', async (code, message) => {
    fakeServer({ ...worldOf(muchHistory), 'POST /api/learning/train': refusal(409, code, message) })
    renderApp('/learning')
    await userEvent.click(await screen.findByRole('button', { name: 'Train now…' }))
    const dialog = await screen.findByRole('dialog', { name: 'Train a model' })
    await userEvent.click(within(dialog).getByRole('button', { name: 'Train' }))
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(message)
  })

  it('says what came of a training that failed', async () => {
    const failed = {
      ...training,
      status: 'failed',
      error: 'The database went away',
      finished_at: training.created_at,
    }
    fakeServer(worldOf({ ...muchHistory, training: failed }))
    renderApp('/learning')
    expect(await screen.findByText(/failed: The database went away/)).toBeVisible()
  })

  it('retires the model in force with a reason', async () => {
    const seen = fakeServer({
      ...worldOf(muchHistory, [{ ...model, in_force: true }]),
      'POST /api/learning/retire': { status: 201, body: { version: 4 } },
    })
    renderApp('/learning')
    await userEvent.click(await screen.findByRole('button', { name: 'Retire…' }))
    const dialog = await screen.findByRole('dialog', { name: 'Retire model 2' })
    expect(dialog).toHaveTextContent('Version 4 will be published at once')
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /Reason/ }),
      'We sell something else now',
    )
    await userEvent.click(within(dialog).getByRole('button', { name: 'Retire' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(await seen.find(({ url }) => url.endsWith('/retire'))?.json()).toEqual({
      reason: 'We sell something else now',
    })
  })

  it('says the schedule in words, and lets an administrator change it', async () => {
    const seen = fakeServer({
      ...worldOf(muchHistory),
      'PUT /api/learning/settings': { body: muchHistory.settings },
    })
    renderApp('/learning')
    expect(await screen.findByText(/^Trains every 30 days, when 50 leads were closed/)).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Change…' }))
    const dialog = await screen.findByRole('dialog', { name: 'Schedule and publishing' })
    await userEvent.click(within(dialog).getByRole('switch', { name: /Publish by itself/ }))
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(await seen.find(({ method }) => method === 'PUT')?.json()).toMatchObject({
      retrain_every_days: 30,
      publish_when_better_by: 0.02,
    })
  })

  it('lets a manager read, and change nothing', async () => {
    startSession(sessionOf(marta))
    fakeServer(worldOf(muchHistory, [{ ...model, in_force: true }]))
    renderApp('/learning')
    await screen.findByRole('region', { name: /Model 2 in force/ })
    for (const name of ['Train now…', 'Retire…', 'Change…']) {
      expect(screen.queryByRole('button', { name })).toBeNull()
    }
  })
})
