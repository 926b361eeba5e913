import type { ScoreOverride, ScoreVerdict } from '@leadglass/contracts/verdicts.ts'
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { startSession } from '../api/session.ts'
import { fakeServer, refusal } from '../test/fake-server.ts'
import { acme, marta, rosa, sessionOf } from '../test/fixtures.ts'
import { renderPart } from '../test/render-part.tsx'
import { ScoreVerdicts } from './score-verdicts.tsx'

const path = `/api/leads/${acme.id}`
const verdict: ScoreVerdict = {
  id: '00000000-0000-7000-8000-0000000000e1',
  lead_id: acme.id,
  user: { id: rosa.id, full_name: rosa.full_name },
  verdict: 'too_high',
  reason: null,
  score: 62,
  classification: 'warm',
  model_version: 3,
  created_at: '2026-11-20T10:00:00.000Z',
  reviewed_at: null,
  reviewed_by: null,
  review_note: null,
}
const ofMarta: ScoreVerdict = {
  ...verdict,
  id: '00000000-0000-7000-8000-0000000000e2',
  user: { id: marta.id, full_name: marta.full_name },
  verdict: 'too_low',
  reason: 'Their CFO called me',
  score: 55,
}
const override: ScoreOverride = {
  id: '00000000-0000-7000-8000-0000000000e9',
  lead_id: acme.id,
  user: { id: marta.id, full_name: marta.full_name },
  score: 85,
  classification: 'hot',
  reason: 'Budget confirmed',
  created_at: '2026-11-20T10:00:00.000Z',
  expires_at: '2026-12-01T22:00:00.000Z',
  ended_at: null,
}

/** A server that keeps what it is told. */
function open(start: { items?: ScoreVerdict[]; override?: ScoreOverride | null } = {}) {
  const state = { items: start.items ?? [], override: start.override ?? null }
  const seen = fakeServer({
    [`GET ${path}/verdicts`]: () => ({ body: state }),
    [`POST ${path}/verdicts`]: async (request) => {
      const given = { ...verdict, id: crypto.randomUUID(), ...(await request.clone().json()) }
      state.items = [given, ...state.items.filter(({ user }) => user.id !== rosa.id)]
      return { status: 201, body: given }
    },
    [`DELETE /api/verdicts/${verdict.id}`]: () => {
      state.items = state.items.filter(({ id }) => id !== verdict.id)
      return { status: 204 }
    },
    [`PUT ${path}/override`]: async (request) => {
      state.override = { ...override, user: verdict.user, ...(await request.clone().json()) }
      return { body: state.override }
    },
    [`DELETE ${path}/override`]: () => {
      state.override = null
      return { status: 204 }
    },
  })
  renderPart(<ScoreVerdicts lead={acme} score={62} thresholds={{ warm: 50, hot: 80 }} />)
  return seen
}

const sent = async (seen: Request[], method: string) => {
  const request = seen.findLast((one) => one.method === method)
  return request?.clone().json()
}

describe('a verdict', () => {
  beforeEach(() => {
    startSession(sessionOf(rosa))
  })

  it('is given by one key, which every choice shows, and says that no score changes', async () => {
    const seen = open()
    expect(await screen.findByRole('button', { name: 'Too low 3' })).toBeInTheDocument()
    expect(screen.getByText('Changes no score: it feeds the report card and the review list.')).toBeVisible()
    await userEvent.keyboard('3')
    expect(await screen.findByText(/^You said too low\. The score stays/)).toBeInTheDocument()
    expect(await sent(seen, 'POST')).toEqual({ verdict: 'too_low' })
    expect(screen.getByRole('button', { name: /^Too low/ })).toHaveAttribute('aria-pressed', 'true')
  })

  it('asks for the reason at once, and takes none for an answer', async () => {
    const seen = open()
    await userEvent.keyboard('1')
    const field = await screen.findByRole('textbox', { name: 'Reason' })
    expect(field).toHaveFocus()
    // In a field a digit is a digit.
    await userEvent.keyboard('2 of 3 budgets are gone{Enter}')
    expect(await screen.findByText('“2 of 3 budgets are gone”')).toBeInTheDocument()
    expect(await sent(seen, 'POST')).toEqual({ verdict: 'too_high', reason: '2 of 3 budgets are gone' })
    await userEvent.click(screen.getByRole('button', { name: /^Right/ }))
    expect(await screen.findByRole('textbox', { name: 'Reason' })).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    expect(screen.queryByRole('textbox')).not.toBeInTheDocument()
    expect(await sent(seen, 'POST')).toEqual({ verdict: 'right' })
  })

  it('is withdrawn by whoever gave it', async () => {
    open({ items: [{ ...verdict, score: 70 }] })
    expect(await screen.findByText(/^You said too high of 70\./)).toBeInTheDocument()
    await userEvent.click(screen.getByRole('button', { name: 'Withdraw' }))
    expect(await screen.findByText(/^Changes no score/)).toBeInTheDocument()
  })

  it('of others stands below, with what came of it', async () => {
    const reviewed = {
      ...verdict,
      reviewed_at: verdict.created_at,
      reviewed_by: ofMarta.user,
      review_note: 'Rules changed',
    }
    open({ items: [ofMarta, reviewed, { ...ofMarta, id: 'e4', reason: null }] })
    const list = await screen.findByRole('list', { name: 'Verdicts' })
    const items = within(list).getAllByRole('listitem')
    expect(items).toHaveLength(2)
    expect(items[0]).toHaveTextContent(/Marta Kowalczyk: too low at 55 \(version 3\).*Their CFO called me/)
    expect(items[1]).toHaveTextContent(/You: too high at 62.*Reviewed by Marta Kowalczyk: Rules changed/)
    await userEvent.click(screen.getByRole('button', { name: 'Show all 3 verdicts' }))
    expect(within(list).getAllByRole('listitem')).toHaveLength(3)
  })

  it('of others that cannot be loaded says so, and one can still be given', async () => {
    fakeServer({ [`GET ${path}/verdicts`]: refusal(403, 'not_allowed', 'Not for you') })
    renderPart(<ScoreVerdicts lead={acme} score={62} thresholds={{ warm: 50, hot: 80 }} />)
    expect(await screen.findByRole('alert')).toHaveTextContent('What others said could not be loaded.')
    expect(screen.getByRole('button', { name: /^Right/ })).toBeEnabled()
  })

  it('that is refused says why', async () => {
    fakeServer({
      [`GET ${path}/verdicts`]: { body: { items: [], override: null } },
      [`POST ${path}/verdicts`]: refusal(404, 'not_found', 'Lead not found'),
    })
    renderPart(<ScoreVerdicts lead={acme} score={62} thresholds={{ warm: 50, hot: 80 }} />)
    await userEvent.keyboard('2')
    expect(await screen.findByRole('alert')).toHaveTextContent('Lead not found')
    expect(screen.getByRole('button', { name: /^Right/ })).toHaveAttribute('aria-pressed', 'false')
  })
})

describe('an override', () => {
  it('is a line of its own under the number, taken back by a manager', async () => {
    startSession(sessionOf(marta))
    open({ override: { ...override, user: verdict.user } })
    const line = (await screen.findByText('Rosa Delgado answers')).closest('div')
    expect(line).toHaveTextContent(
      'Rosa Delgado answers for 85Hot until Dec 1, 2026Budget confirmedcomputed 62',
    )
    await userEvent.click(screen.getByRole('button', { name: 'Take back' }))
    await waitFor(() => expect(screen.queryByText('Rosa Delgado answers')).not.toBeInTheDocument())
  })

  it('of somebody else is not offered to a rep to change', async () => {
    startSession(sessionOf(rosa))
    open({ override })
    expect(await screen.findByText('Marta Kowalczyk answers')).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: /Take back|answer/i })).not.toBeInTheDocument()
  })

  it('is made with a score, a reason and an end', async () => {
    startSession(sessionOf(rosa))
    const seen = open()
    await userEvent.click(await screen.findByRole('button', { name: 'Answer for another score…' }))
    const dialog = await screen.findByRole('dialog', { name: 'Answer for another score' })
    const score = within(dialog).getByRole('textbox', { name: 'Score' })
    await userEvent.clear(score)
    await userEvent.type(score, '85')
    expect(within(dialog).getByText('85 is hot in the version in force')).toBeInTheDocument()
    expect(within(dialog).getByRole('button', { name: 'Answer for it' })).toBeDisabled()
    await userEvent.type(within(dialog).getByRole('textbox', { name: 'Reason' }), 'Budget confirmed')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Answer for it' }))
    expect(await screen.findByText('You answer')).toBeInTheDocument()
    const body = await sent(seen, 'PUT')
    expect(body).toMatchObject({ score: 85, reason: 'Budget confirmed' })
    const days = (Date.parse(body.expires_at) - Date.now()) / 86_400_000
    expect(days).toBeGreaterThan(13)
    expect(days).toBeLessThan(15.1)
    // The digits of the dialog were not verdicts.
    expect(seen.some(({ method }) => method === 'POST')).toBe(false)
  })
})
