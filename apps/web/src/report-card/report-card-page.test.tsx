import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { startSession } from '../api/session.ts'
import { fakeServer, refusal } from '../test/fake-server.ts'
import { marta, rosa, sessionOf } from '../test/fixtures.ts'
import { emptyCard, fullCard } from '../test/learning.ts'
import { renderApp } from '../test/render-app.tsx'

vi.setConfig({ testTimeout: 20_000 })

const around = { 'GET /api/notifications/unread-count': { body: { count: 0 } } }
const show = (body: unknown, path = '/report-card') => {
  const seen = fakeServer({ ...around, 'GET /api/report-card': { body } })
  renderApp(path)
  return seen
}

beforeEach(() => {
  startSession(sessionOf(rosa))
})

describe('the report card', () => {
  it('says what is missing where there are too few outcomes, and to a rep who can help', async () => {
    show(emptyCard)
    expect(
      await screen.findByRole('heading', { name: /Not enough outcomes yet \(14 of 50 won\)/ }),
    ).toBeVisible()
    expect(screen.getByText('81 of 50 lost')).toBeVisible()
    expect(screen.getByText(/let a manager import deals/)).toBeVisible()
    expect(screen.queryByRole('link', { name: 'Import your history' })).toBeNull()
    expect(screen.queryByText(/How well the score ranks/)).toBeNull()
  })

  it('leads a manager from there to the import', async () => {
    startSession(sessionOf(marta))
    show(emptyCard)
    const link = await screen.findByRole('link', { name: 'Import your history' })
    expect(link).toHaveAttribute('href', '/import')
  })

  it('begins with the sentence, then says how often each class was won', async () => {
    show(fullCard)
    expect(await screen.findByText(/^Of 120 hot leads 42 were won/)).toBeVisible()
    const row = screen.getByRole('row', { name: /^Hot/ })
    expect(row).toHaveTextContent('35 %42 of 120, 27–44 %')
    expect(screen.getByText(/rules and learned model 2, trained 12 days ago/)).toBeVisible()
  })

  it('says in plain words how well it ranks, beside the rules alone', async () => {
    show(fullCard)
    const ranking = await screen.findByRole('region', { name: 'How well the score ranks' })
    expect(ranking).toHaveTextContent('Picks the winner out of a won and a lost lead in 79 of 100 cases')
    expect(ranking).toHaveTextContent('The same rules alone66 of 100 (59–73)')
    const lift = screen.getByRole('img', { name: /Won leads found/ })
    expect(lift).toHaveAccessibleName(/The best tenth holds 38 % of the won leads/)
    const calibration = screen.getByRole('img', { name: /Chance that was told/ })
    expect(calibration).toHaveAccessibleName(/On average 35 % was told and 21 % was won. In 1 of 2 groups/)
    expect(screen.getByText(/more often than the rest in 1 of 2 spans/)).toBeVisible()
  })

  it('says why there is no chance to judge where rules alone are in force', async () => {
    show({ ...fullCard, learned_number: null, training_age_days: null, probability: null })
    expect(await screen.findByText(/Points of rules rank leads and promise no chance/)).toBeVisible()
    expect(screen.queryByRole('group', { name: 'Which leads' })).toBeNull()
  })

  it('shows a raised alarm in words, with what to do', async () => {
    const sentence =
      'Of the leads closed in the last 180 days 20 % of the hot ones were won: hot no longer beats warm.'
    show({ ...fullCard, alarm: { raised: true, since: '2026-11-20T10:00:00.000Z', sentence } })
    const alarm = await screen.findByRole('region', { name: 'Alarm' })
    expect(within(alarm).getByRole('heading', { name: 'Hot no longer beats warm' })).toBeVisible()
    expect(alarm).toHaveTextContent(sentence)
  })

  it('links the hot leads that were lost', async () => {
    show(fullCard)
    const lost = await screen.findByRole('region', { name: 'Hot, and lost all the same' })
    const link = within(lost).getByRole('link', { name: 'Ines Fischer' })
    expect(link).toHaveAttribute('href', `/leads/${fullCard.false_hots[0]?.lead_id}`)
    expect(lost).toHaveTextContent('62 % chance was told')
  })

  it('asks again for the leads that are chosen, and keeps that in the address', async () => {
    const seen = show(fullCard, '/report-card?from=2026-01-01')
    await screen.findByText(/^Of 120 hot leads/)
    await userEvent.click(screen.getByRole('button', { name: 'Held out' }))
    const asked = () =>
      seen.map(({ url }) => new URL(url)).filter(({ pathname }) => pathname === '/api/report-card')
    await vi.waitFor(() => expect(asked().at(-1)?.search).toBe('?from=2026-01-01&seen=held_out'))
    await userEvent.click(screen.getByRole('button', { name: /closed since Jan 1, 2026/ }))
    await vi.waitFor(() => expect(asked().at(-1)?.search).toBe('?seen=held_out'))
  })

  it('shows managers the way to the verdicts that wait, and nobody else', async () => {
    show(fullCard)
    await screen.findByText(/^Of 120 hot leads/)
    expect(screen.queryByRole('link', { name: /Verdicts to review/ })).toBeNull()
    expect(screen.queryByRole('link', { name: /Review 2 open/ })).toBeNull()
  })

  it('shows an error with its request id', async () => {
    fakeServer({ ...around, 'GET /api/report-card': refusal(403, 'not_allowed', 'This is not yours to see') })
    renderApp('/report-card')
    expect(await screen.findByText('This is not yours to see')).toBeVisible()
    expect(screen.getByText(/req-1/)).toBeVisible()
  })
})
