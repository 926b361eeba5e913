import type { WorkItem, WorkQueue } from '@leadglass/contracts/work-queue.ts'
import { notifications } from '@mantine/notifications'
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startSession } from '../api/session.ts'
import { fakeServer, refusal } from '../test/fake-server.ts'
import { marta, pageOf, rosa, sessionOf } from '../test/fixtures.ts'
import { renderApp } from '../test/render-app.tsx'

const idOf = (digit: number) => `00000000-0000-7000-8000-0000000000d${digit}`

function item(digit: number, name: string, parts: Partial<WorkItem> = {}): WorkItem {
  return {
    lead_id: idOf(digit),
    assignment_id: idOf(digit),
    name,
    company: 'Acme',
    title: 'Buyer',
    email: `${name.toLowerCase()}@acme.test`,
    phone: '+49 30 123456',
    status: 'contacted',
    score: 86,
    computed_score: 86,
    classification: 'hot',
    win_probability: null,
    estimated_value: null,
    rank: 120,
    factors: { score: 88.8, freshness: 0.9, unanswered: 1.5, follow_up: 1 },
    reason: 'unanswered',
    reason_text: `${name} asked for a demo 3 hours ago, nobody answered yet`,
    last_signal_at: '2026-11-20T10:00:00.000Z',
    last_touch_at: '2026-11-18T10:00:00.000Z',
    assigned_at: '2026-11-01T10:00:00.000Z',
    follow_up_at: null,
    ...parts,
  }
}

const three = [item(1, 'Ana'), item(2, 'Ben'), item(3, 'Cleo', { phone: null, email: null })]

function queueOf(items: WorkItem[], parts: Partial<WorkQueue> = {}): WorkQueue {
  const user = { id: rosa.id, full_name: rosa.full_name }
  const counts = { total: items.length, snoozed: 0, done_today: 0, next_at: null }
  return { user, items, ...counts, as_of: '2026-11-22T09:00:00.000Z', ...parts }
}

/** Answers like the server: what was decided on is gone from the next answer. */
function serve(answers: Parameters<typeof fakeServer>[0] = {}) {
  const gone = new Set<string>()
  const decide = (id: string) => () => {
    gone.add(id)
    return { body: { lead_id: id, done_at: null, snoozed_until: null, follow_up_at: null } }
  }
  const routes = three.map(({ lead_id: id }) => ({
    [`POST /api/queue/${id}/done`]: decide(id),
    [`POST /api/queue/${id}/snooze`]: decide(id),
    [`PUT /api/queue/${id}/follow-up`]: decide(id),
    [`DELETE /api/queue/${id}`]: () => {
      gone.delete(id)
      return { status: 204 }
    },
  }))
  return fakeServer({
    'GET /api/queue': () => ({ body: queueOf(three.filter(({ lead_id }) => !gone.has(lead_id))) }),
    'GET /api/notifications/unread-count': { body: { count: 0 } },
    ...Object.assign({}, ...routes),
    ...answers,
  })
}

const rowOf = async (name: string) => (await screen.findByRole('link', { name })).closest('tr') as HTMLElement
const names = () =>
  screen.queryAllByRole('link', { name: /^(Ana|Ben|Cleo)$/ }).map((link) => link.textContent)
const sent = (seen: Request[], method: string) =>
  seen.filter((request) => request.method === method && request.url.includes('/queue/'))

beforeEach(() => {
  startSession(sessionOf(rosa))
})
afterEach(() => notifications.clean())

describe('the Next queue', () => {
  it('is what My Leads opens on, with the reasons in words and the first row selected', async () => {
    const seen = serve()
    renderApp('/my-leads')
    expect(await rowOf('Ana')).toHaveTextContent('Ana asked for a demo 3 hours ago, nobody answered yet')
    expect(names()).toEqual(['Ana', 'Ben', 'Cleo'])
    expect(await rowOf('Ana')).toHaveAttribute('data-selected')
    await waitFor(() => expect(screen.getByRole('link', { name: 'Ana' })).toHaveFocus())
    const asked = seen.find((request) => request.url.includes('/api/queue?'))
    expect(new URL(asked!.url).searchParams.get('time_zone')).toBeTruthy()
  })

  it('moves with J, K and the arrows, tells the row, and opens it with Enter', async () => {
    serve()
    const router = renderApp('/my-leads')
    await rowOf('Ana')
    await userEvent.keyboard('jj')
    await waitFor(() => expect(screen.getByRole('link', { name: 'Cleo' })).toHaveFocus())
    await userEvent.keyboard('k{ArrowUp}{ArrowDown}')
    await waitFor(() => expect(screen.getByRole('link', { name: 'Ben' })).toHaveFocus())
    expect(screen.getByText(/^Next: Ben\. Ben asked/)).toBeInTheDocument()
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(router.state.location.pathname).toBe(`/leads/${idOf(2)}`))
  })

  it('is done with E E, takes the focus to the next row, and is back with Z', async () => {
    const seen = serve()
    renderApp('/my-leads')
    await rowOf('Ana')
    await userEvent.keyboard('ee')
    await waitFor(() => expect(names()).toEqual(['Ben', 'Cleo']))
    await waitFor(() => expect(screen.getByRole('link', { name: 'Ben' })).toHaveFocus())
    expect(await screen.findByText('Done: Ana')).toBeInTheDocument()
    await waitFor(async () => expect(await sent(seen, 'POST')[0]?.clone().json()).toEqual({}))
    await userEvent.keyboard('z')
    await waitFor(() => expect(names()).toEqual(['Ana', 'Ben', 'Cleo']))
    await waitFor(() => expect(screen.getByRole('link', { name: 'Ana' })).toHaveFocus())
    expect(sent(seen, 'DELETE')).toHaveLength(1)
  })

  it('asks what came of it: outcome, note and follow-up go with Enter', async () => {
    const seen = serve()
    renderApp('/my-leads')
    await rowOf('Ana')
    await userEvent.keyboard('e')
    expect(await screen.findByRole('radio', { name: /Called/ })).toBeInTheDocument()
    await userEvent.keyboard('3')
    expect(screen.getByRole('radio', { name: /Met/ })).toBeChecked()
    await userEvent.click(screen.getByRole('radio', { name: 'Tomorrow' }))
    await userEvent.type(screen.getByRole('textbox', { name: 'Note on Ana' }), 'jkeh wants an offer{Enter}')
    await waitFor(() => expect(names()).toEqual(['Ben', 'Cleo']))
    const body = await sent(seen, 'POST')[0]?.json()
    expect(body).toEqual({ outcome: 'met', note: 'jkeh wants an offer', follow_up_at: expect.any(String) })
  })

  it('snoozes with H and a number', async () => {
    const seen = serve()
    renderApp('/my-leads')
    await rowOf('Ana')
    await userEvent.keyboard('jh')
    await screen.findByRole('button', { name: /Tomorrow/ })
    await userEvent.keyboard('2')
    await waitFor(() => expect(names()).toEqual(['Ana', 'Cleo']))
    expect(await screen.findByText(/^Snoozed: Ben, back tomorrow at 09:00$/)).toBeInTheDocument()
    expect(new URL(sent(seen, 'POST')[0]!.url).pathname).toBe(`/api/queue/${idOf(2)}/snooze`)
  })

  it('plans a follow-up with F', async () => {
    const seen = serve()
    renderApp('/my-leads')
    await rowOf('Ana')
    await userEvent.keyboard('f')
    await screen.findByRole('button', { name: /Tomorrow/ })
    await userEvent.keyboard('1')
    await waitFor(() => expect(names()).toEqual(['Ben', 'Cleo']))
    expect(sent(seen, 'PUT')).toHaveLength(1)
  })

  it('calls with C, and asks for the outcome; mail and call need something to go to', async () => {
    const opened: string[] = []
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      opened.push(this.href)
    })
    serve()
    renderApp('/my-leads')
    await rowOf('Ana')
    await userEvent.keyboard('c')
    expect(await screen.findByRole('radio', { name: /Called/ })).toBeChecked()
    await userEvent.keyboard('m')
    await waitFor(() => expect(screen.getByRole('radio', { name: /Mailed/ })).toBeChecked())
    expect(opened).toEqual(['tel:+4930123456', 'mailto:ana@acme.test'])
    await userEvent.keyboard('{Escape}jjcm')
    expect(screen.queryByRole('radio', { name: /Called/ })).not.toBeInTheDocument()
    expect(opened).toHaveLength(2)
    expect(within(await rowOf('Cleo')).getByRole('button', { name: 'Call: Cleo' })).toBeDisabled()
  })

  it('writes a note with N, leaves the lead where it is, and takes the note back with Z', async () => {
    const note = { id: idOf(9), lead_id: idOf(1), note_type: 'general', content: 'x', author: rosa }
    const seen = serve({
      'POST /api/notes': { status: 201, body: note },
      [`DELETE /api/notes/${idOf(9)}`]: { status: 204 },
    })
    renderApp('/my-leads')
    await rowOf('Ana')
    await userEvent.keyboard('n')
    await userEvent.type(await screen.findByRole('textbox', { name: 'Note on Ana' }), 'ehz')
    await userEvent.keyboard('{Control>}{Enter}{/Control}')
    expect(await screen.findByText('Noted: Ana')).toBeInTheDocument()
    expect(names()).toEqual(['Ana', 'Ben', 'Cleo'])
    await waitFor(() => expect(screen.getByRole('link', { name: 'Ana' })).toHaveFocus())
    await userEvent.keyboard('z')
    await waitFor(() => expect(seen.some(({ method }) => method === 'DELETE')).toBe(true))
  })

  it('brings a row back that the server refuses, and says why', async () => {
    serve({ [`POST /api/queue/${idOf(1)}/done`]: refusal(404, 'not_found', 'Lead not found') })
    renderApp('/my-leads')
    await rowOf('Ana')
    await userEvent.keyboard('ee')
    expect(await screen.findByText('Ana is back')).toBeInTheDocument()
    expect(screen.getByText('Lead not found')).toBeInTheDocument()
    expect(names()).toEqual(['Ana', 'Ben', 'Cleo'])
    await waitFor(() => expect(screen.queryByText('Done: Ana')).not.toBeInTheDocument())
  })
})

describe('around the rows', () => {
  it('explains the order with W, by the factors', async () => {
    serve()
    renderApp('/my-leads')
    await rowOf('Ana')
    await userEvent.keyboard('w')
    expect(await screen.findByText('× 1.50')).toBeInTheDocument()
    expect(screen.getByText('120')).toBeInTheDocument()
  })

  it('shows all keys with ?', async () => {
    serve()
    renderApp('/my-leads')
    await rowOf('Ana')
    await userEvent.keyboard('?')
    const sheet = await screen.findByRole('dialog', { name: 'Keys of the Next queue' })
    expect(within(sheet).getByText('Done, nothing to tell')).toBeInTheDocument()
    await userEvent.keyboard('e')
    expect(names()).toEqual(['Ana', 'Ben', 'Cleo'])
  })

  it('leaves letters to the pages that G goes to', async () => {
    serve({ 'GET /api/leads': { body: pageOf([]) } })
    const router = renderApp('/my-leads')
    await rowOf('Ana')
    await userEvent.keyboard('gm')
    expect(router.state.location.pathname).toBe('/my-leads')
    expect(screen.queryByRole('radio', { name: /Mailed/ })).not.toBeInTheDocument()
  })

  it.each([
    [{}, 'Leads that a manager assigns to you, and those that stir, show here with the reason.'],
    [
      { snoozed: 1, next_at: new Date(Date.now() + 30 * 86_400_000).toISOString() },
      /^The next one comes back on /,
    ],
    [{ done_today: 3 }, '3 leads dealt with today.'],
  ])('says that nothing waits, and when that ends (%j)', async (parts, words) => {
    serve({ 'GET /api/queue': { body: queueOf([], parts) } })
    renderApp('/my-leads')
    expect(await screen.findByRole('heading', { name: 'Nothing waits' })).toBeInTheDocument()
    expect(screen.getByText(words)).toBeInTheDocument()
  })

  it('keeps the lists of active and completed leads behind their tabs, and in the URL', async () => {
    const seen = serve({ 'GET /api/assignments/my-leads': { body: pageOf([]) } })
    const router = renderApp('/my-leads')
    await rowOf('Ana')
    await userEvent.click(screen.getByRole('button', { name: 'Active' }))
    expect(await screen.findByText('No leads in your hands')).toBeInTheDocument()
    expect(router.state.location.href).toBe('/my-leads?status=active')
    expect(seen.some(({ url }) => url.includes('my-leads?status=active&per_page=50'))).toBe(true)
    await userEvent.click(screen.getByRole('button', { name: 'Next' }))
    await waitFor(() => expect(router.state.location.href).toBe('/my-leads'))
  })
})

describe('for a manager', () => {
  const team = { body: { items: [{ user: rosa, active: 3, hot: 1, warm: 1, cold: 1, completed: 0 }] } }
  beforeEach(() => {
    startSession(sessionOf(marta))
  })

  it('asks whose queue, and shows it without anything to do', async () => {
    const seen = serve({ 'GET /api/assignments/team': team })
    const router = renderApp('/my-leads')
    expect(await screen.findByRole('heading', { name: 'Whose queue?' })).toBeInTheDocument()
    expect(seen.some(({ url }) => url.includes('/api/queue'))).toBe(false)
    await userEvent.click(await screen.findByPlaceholderText('Choose a rep'))
    await userEvent.click(await screen.findByRole('option', { name: /Rosa/ }))
    await rowOf('Ana')
    expect(router.state.location.href).toBe(`/my-leads?rep=${rosa.id}`)
    expect(screen.queryByRole('button', { name: /^Done/ })).not.toBeInTheDocument()
    await userEvent.keyboard('eh')
    expect(screen.queryByRole('radio')).not.toBeInTheDocument()
    expect(sent(seen, 'POST')).toEqual([])
  })
})
