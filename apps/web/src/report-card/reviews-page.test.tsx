import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { startSession } from '../api/session.ts'
import { fakeServer, refusal } from '../test/fake-server.ts'
import { marta, pageOf, rosa, sessionOf } from '../test/fixtures.ts'
import { review } from '../test/learning.ts'
import { renderApp } from '../test/render-app.tsx'

vi.setConfig({ testTimeout: 20_000 })

const around = { 'GET /api/notifications/unread-count': { body: { count: 0 } } }
const other = { ...review, id: review.id.replace('f1', 'f9'), lead: { ...review.lead, name: 'Otto Maier' } }

beforeEach(() => {
  startSession(sessionOf(marta))
})

describe('the verdicts to review', () => {
  it('shows who said what of which lead, and the score then and now', async () => {
    fakeServer({ ...around, 'GET /api/verdicts': { body: pageOf([review]) } })
    renderApp('/report-card/reviews')
    const row = await screen.findByRole('row', { name: /Ines Fischer/ })
    expect(row).toHaveTextContent('Too high')
    expect(row).toHaveTextContent('Their budget is gone until spring')
    expect(row).toHaveTextContent('83Hot')
    expect(row).toHaveTextContent('71Warm')
    expect(row).toHaveTextContent('Rosa Delgado')
  })

  it('is worked with the keyboard: J moves, R reviews with a note', async () => {
    const path = `/api/verdicts/${other.id}/review`
    const seen = fakeServer({
      ...around,
      'GET /api/verdicts': { body: pageOf([review, other]) },
      [`POST ${path}`]: { body: { ...other, reviewed_at: '2026-11-22T10:00:00.000Z' } },
    })
    renderApp('/report-card/reviews')
    await screen.findByRole('row', { name: /Otto Maier/ })
    await userEvent.keyboard('jj')
    expect(screen.getByRole('link', { name: 'Otto Maier' })).toHaveFocus()
    await userEvent.keyboard('r')
    const dialog = await screen.findByRole('dialog', { name: 'Review the verdict on Otto Maier' })
    const note = within(dialog).getByRole('textbox', { name: 'Note' })
    await waitFor(() => expect(note).toHaveFocus())
    await userEvent.type(note, 'Rule for dead budgets is on its way')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Mark as reviewed' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    const sent = seen.find(({ url }) => url.endsWith(path))
    expect(await sent?.json()).toEqual({ note: 'Rule for dead budgets is on its way' })
  })

  it('says in the dialog when somebody was faster', async () => {
    fakeServer({
      ...around,
      'GET /api/verdicts': { body: pageOf([review]) },
      [`POST /api/verdicts/${review.id}/review`]: refusal(
        409,
        'conflict',
        'Ada has reviewed this verdict already',
      ),
    })
    renderApp('/report-card/reviews')
    await userEvent.click(await screen.findByRole('button', { name: 'Review the verdict on Ines Fischer' }))
    const dialog = await screen.findByRole('dialog')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Mark as reviewed' }))
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'Ada has reviewed this verdict already',
    )
  })

  it('says what the list is for while it is empty, and shows reviewed ones on demand', async () => {
    const seen = fakeServer({ ...around, 'GET /api/verdicts': { body: pageOf([]) } })
    renderApp('/report-card/reviews')
    expect(await screen.findByRole('heading', { name: 'Nothing to review' })).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Show reviewed ones too' }))
    await waitFor(() => expect(seen.some(({ url }) => url.includes('state=all'))).toBe(true))
  })

  it('is no page for a rep', async () => {
    startSession(sessionOf(rosa))
    fakeServer(around)
    renderApp('/report-card/reviews')
    expect(await screen.findByRole('heading', { name: 'Access denied' })).toBeVisible()
  })
})
