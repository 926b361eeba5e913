import type { RuleDocument } from '@leadglass/contracts/rule-document.ts'
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { startSession } from '../api/session.ts'
import { fakeServer, refusal } from '../test/fake-server.ts'
import { acme, marta, pageOf, sessionOf } from '../test/fixtures.ts'
import { renderApp } from '../test/render-app.tsx'
import { acmeFacts, ada, draft, fewRules, inForce } from '../test/rule-lab.ts'

const path = `/scoring/drafts/${draft.id}`
const around = {
  'GET /api/notifications/unread-count': { body: { count: 0 } },
  'GET /api/scoring/versions/active': { body: inForce },
  [`GET /api${path}`]: { body: draft },
  'GET /api/leads': { body: pageOf([acme]) },
  [`GET /api/leads/${acme.id}/scoring-facts`]: { body: acmeFacts },
}

const pricing = () => screen.findByRole('button', { name: /^Viewed the pricing page/ })

async function openPricing() {
  await userEvent.click(await pricing())
  return screen.findByLabelText('Points')
}

async function retype(field: HTMLElement, text: string) {
  await userEvent.clear(field)
  if (text !== '') await userEvent.type(field, text)
}

// A whole page with its forms, drawn at every letter.
vi.setConfig({ testTimeout: 20_000 })

beforeEach(() => {
  startSession(sessionOf(ada))
})

describe('the editor of a draft', () => {
  it('says every rule in a sentence and opens it into fields', async () => {
    fakeServer(around)
    renderApp(path)
    expect(await pricing()).toHaveTextContent(
      'Viewed the pricing page: 3 points each, newest 5, halves every 45 days',
    )
    await userEvent.click(await pricing())
    expect(screen.getByLabelText('Newest counted')).toHaveValue('5')
    expect(screen.getByText('The same as version 2, in force.')).toBeInTheDocument()
  })

  it('shows while one types what changes and what it does to a lead', async () => {
    fakeServer(around)
    renderApp(path)
    await retype(await openPricing(), '9')
    const changes = screen.getByRole('region', { name: /^Changes/ })
    await waitFor(() => expect(changes).toHaveTextContent('Changed: Viewed the pricing pagePoints 3 → 9'))
    const preview = screen.getByRole('region', { name: 'Preview' })
    expect(await within(preview).findByText('+6')).toBeInTheDocument()
    expect(preview).toHaveTextContent('1 of 1 move, 0 to another class')
    await userEvent.click(within(preview).getByRole('button', { name: /Ines Fischer/, expanded: false }))
    expect(within(preview).getByRole('table')).toHaveTextContent('Viewed the pricing page+6')
    await userEvent.click(within(changes).getByRole('button', { name: 'Take back: Viewed the pricing page' }))
    await waitFor(() => expect(changes).toHaveTextContent('The same as version 2'))
    expect(screen.getByLabelText('Points')).toHaveValue('3')
  })

  it('shows a problem at its field and in a list that leads there, and does not save', async () => {
    const seen = fakeServer(around)
    renderApp(path)
    await retype(await openPricing(), '')
    expect(screen.getByLabelText('Points')).toHaveAccessibleDescription(/must be a number/)
    await userEvent.click(screen.getByRole('button', { name: /^Asked for a demo/ }))
    await userEvent.click(
      await screen.findByRole('button', { name: /^Viewed the pricing page: points must be a number/ }),
    )
    await waitFor(() => expect(screen.getByLabelText('Points')).toHaveFocus())
    await userEvent.type(screen.getByLabelText('Fit: at least'), '99')
    await userEvent.click(
      await screen.findByRole('button', { name: /^Fit: at least must be a whole number/ }),
    )
    await waitFor(() => expect(screen.getByLabelText('Fit: at least')).toHaveFocus())
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    expect(seen.some(({ method }) => method === 'PUT')).toBe(false)
    expect(screen.getByText('Not saved, 2 problems')).toBeInTheDocument()
  })
})

describe('saving a draft', () => {
  it('saves on the key over the revision that was read, and is clean then', async () => {
    const seen = fakeServer({
      ...around,
      [`PUT /api${path}`]: async (request) => {
        const { document } = (await request.clone().json()) as { document: RuleDocument }
        return { body: { ...draft, revision: 8, document } }
      },
    })
    renderApp(path)
    await retype(await openPricing(), '9')
    expect(screen.queryByRole('button', { name: 'Publish…' })).toBeNull()
    await userEvent.keyboard('{Control>}s{/Control}')
    expect(await screen.findByRole('button', { name: 'Publish…' })).toBeInTheDocument()
    expect(screen.getByText('draft, revision 8')).toBeInTheDocument()
    const sent = await seen.find(({ method }) => method === 'PUT')?.json()
    expect(sent.revision).toBe(7)
    expect(sent.document.rules.find(({ id }: { id: string }) => id === 'pricing-page-view').points).toBe(9)
  })

  it('puts what the server refuses beside the rule', async () => {
    const index = fewRules.rules.findIndex(({ id }) => id === 'pricing-page-view')
    const errors = [
      {
        field: `document.rules[${index}].label`,
        message: 'Rule "Viewed the pricing page" (pricing-page-view): label must be another',
      },
    ]
    fakeServer({
      ...around,
      [`PUT /api${path}`]: refusal(400, 'rules_invalid', 'Rules are not valid', errors),
    })
    renderApp(path)
    await retype(await openPricing(), '9')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(() =>
      expect(screen.getByRole('textbox', { name: 'Label' })).toHaveAccessibleDescription(/must be another/),
    )
  })

  it('explains a conflict and saves mine over theirs', async () => {
    const theirs = { ...draft, revision: 8, updated_by: { id: marta.id, full_name: marta.full_name } }
    let isChanged = false
    const seen = fakeServer({
      ...around,
      [`GET /api${path}`]: () => ({ body: isChanged ? theirs : draft }),
      [`PUT /api${path}`]: async (request) => {
        const body = (await request.clone().json()) as { revision: number; document: RuleDocument }
        isChanged = true
        if (body.revision < 8) return refusal(409, 'draft_changed', 'Somebody has changed this draft')
        return { body: { ...draft, revision: 9, document: body.document } }
      },
    })
    renderApp(path)
    await retype(await openPricing(), '9')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    const dialog = await screen.findByRole('dialog', { name: 'This draft has been changed meanwhile' })
    expect(dialog).toHaveTextContent('Marta Kowalczyk saved revision 8')
    expect(dialog).toHaveTextContent('Points 3 → 9')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Keep mine' }))
    expect(await screen.findByText('draft, revision 9')).toBeInTheDocument()
    expect(await seen.findLast(({ method }) => method === 'PUT')?.json()).toMatchObject({ revision: 8 })
  })

  it('holds back whoever leaves with changes that are not saved', async () => {
    fakeServer(around)
    const router = renderApp(path)
    await retype(await openPricing(), '9')
    await userEvent.click(screen.getByRole('link', { name: 'Leads' }))
    const dialog = await screen.findByRole('dialog', { name: 'Leave without saving?' })
    await userEvent.click(within(dialog).getByRole('button', { name: 'Stay' }))
    expect(router.state.location.pathname).toBe(path)
    await userEvent.click(screen.getByRole('link', { name: 'Leads' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Leave and lose the changes' }))
    await waitFor(() => expect(router.state.location.pathname).toBe('/leads'))
  })

  it('adds, moves and removes rules', async () => {
    fakeServer(around)
    renderApp(path)
    await pricing()
    await userEvent.click(screen.getByRole('button', { name: 'Add rule to fit' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Silence' }))
    await userEvent.type(screen.getByRole('textbox', { name: 'Label' }), 'Quiet')
    await userEvent.click(screen.getByRole('button', { name: 'Actions of Asked for a demo' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Move to engagement' }))
    await userEvent.click(screen.getByRole('button', { name: 'Actions of Had a call' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Remove' }))
    const changes = screen.getByRole('region', { name: /^Changes/ })
    await waitFor(() => expect(changes).toHaveTextContent('Group Buying signals → Engagement'))
    expect(changes).toHaveTextContent('New: Quiet')
    expect(changes).toHaveTextContent('Removed: Had a call')
  })

  it('is to be read by a manager: sentences that open, no fields, no buttons that change', async () => {
    startSession(sessionOf(marta))
    fakeServer(around)
    renderApp(path)
    await userEvent.click(await pricing())
    expect(screen.getByText('Only administrators change or publish it', { exact: false })).toBeInTheDocument()
    expect(screen.queryByRole('textbox', { name: 'Label' })).toBeNull()
    expect(screen.queryByRole('button', { name: /Publish|Save|Add rule|Actions of/ })).toBeNull()
    expect(screen.getByText('Newest counted')).toBeInTheDocument()
  })

  it('says that a draft is gone', async () => {
    fakeServer({ ...around, [`GET /api${path}`]: refusal(404, 'not_found', 'Draft not found') })
    renderApp(path)
    expect(await screen.findByText('There is no such draft')).toBeInTheDocument()
  })
})
