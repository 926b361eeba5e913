import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { startSession } from '../api/session.ts'
import { fakeServer, refusal } from '../test/fake-server.ts'
import { marta, pageOf, rosa, sessionOf } from '../test/fixtures.ts'
import { renderApp } from '../test/render-app.tsx'
import { ada, draft, draftRow, inForce, versionOne, versionTwo } from '../test/rule-lab.ts'

const around = {
  'GET /api/notifications/unread-count': { body: { count: 0 } },
  'GET /api/scoring/versions/active': { body: inForce },
  'GET /api/scoring/versions': { body: pageOf([versionTwo, versionOne]) },
  'GET /api/scoring/drafts': { body: { items: [] } },
}

// A whole page with its forms, drawn at every letter.
vi.setConfig({ testTimeout: 20_000 })

beforeEach(() => {
  startSession(sessionOf(ada))
})

describe('the rule lab', () => {
  it('says what is in force, since when, by whom and why', async () => {
    fakeServer(around)
    renderApp('/scoring')
    const force = await screen.findByRole('region', { name: /B2B sales/ })
    expect(force).toHaveTextContent('Version2')
    expect(force).toHaveTextContent('Ada Winters')
    expect(force).toHaveTextContent('Pricing views said too little')
    expect(screen.getByText(/nothing moves until it is published/)).toBeInTheDocument()
  })

  it('names the date of a scheduled draft and why one was not published', async () => {
    const planned = { ...draftRow, publish_at: '2026-12-01T08:00:00.000Z' }
    const failed = {
      ...draftRow,
      id: draft.id.replace('e1', 'e2'),
      problem: 'Rule "A" (a): points must be a number',
    }
    fakeServer({ ...around, 'GET /api/scoring/drafts': { body: { items: [planned, failed] } } })
    renderApp('/scoring')
    expect(await screen.findByText(/In force from .*Dec 1, 2026/)).toBeInTheDocument()
    expect(screen.getByText(/Was not published: Rule "A"/)).toBeInTheDocument()
  })

  it('rolls back with a reason, and says before what will happen', async () => {
    const path = `/api/scoring/versions/${versionOne.id}/restore`
    const seen = fakeServer({
      ...around,
      [`POST ${path}`]: { status: 201, body: { ...versionTwo, version: 3, restores_version: 1 } },
    })
    renderApp('/scoring')
    await userEvent.click(await screen.findByRole('button', { name: 'Actions of version 1' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Roll back to this…' }))
    const dialog = await screen.findByRole('dialog', { name: 'Roll back to version 1' })
    expect(dialog).toHaveTextContent('Version 3 will be published at once. It repeats version 1')
    expect(within(dialog).getByRole('button', { name: 'Roll back' })).toBeDisabled()
    await userEvent.type(within(dialog).getByRole('textbox', { name: /Reason/ }), 'Too many hot leads')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Roll back' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    const request = seen.find(({ url }) => url.endsWith(path))
    expect(await request?.json()).toEqual({ reason: 'Too many hot leads' })
  })

  it('says in the dialog when the version is in force already', async () => {
    fakeServer({
      ...around,
      [`POST /api/scoring/versions/${versionOne.id}/restore`]: refusal(
        409,
        'version_active',
        'Version 1 is in force already: version 2 is the same',
      ),
    })
    renderApp('/scoring')
    await userEvent.click(await screen.findByRole('button', { name: 'Actions of version 1' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Roll back to this…' }))
    const dialog = await screen.findByRole('dialog', { name: 'Roll back to version 1' })
    await userEvent.type(within(dialog).getByRole('textbox', { name: /Reason/ }), 'Because')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Roll back' }))
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('Version 1 is in force already')
  })

  it('opens a new draft from the rules in force', async () => {
    fakeServer({
      ...around,
      'POST /api/scoring/drafts': { status: 201, body: draft },
      [`GET /api/scoring/drafts/${draft.id}`]: { body: draft },
      'GET /api/leads': { body: pageOf([]) },
    })
    const router = renderApp('/scoring')
    await userEvent.click(await screen.findByRole('button', { name: 'New draft' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'From version 2, in force' }))
    await waitFor(() => expect(router.state.location.pathname).toBe(`/scoring/drafts/${draft.id}`))
  })

  it('refuses a file with every problem in it', async () => {
    const seen = fakeServer(around)
    renderApp('/scoring')
    const file = new File([JSON.stringify({ ...(inForce.document as object), thresholds: {} })], 'rules.json')
    await userEvent.upload(await screen.findByLabelText('Rules as a JSON file'), file)
    const dialog = await screen.findByRole('dialog', { name: 'No draft was made' })
    expect(dialog).toHaveTextContent('thresholds.hot must be a number from 0 to 100')
    expect(dialog).toHaveTextContent('thresholds.warm must be a number from 0 to 100')
    expect(seen.some(({ method }) => method === 'POST')).toBe(false)
  })

  it('lets a manager read everything, and says why nothing can be changed', async () => {
    startSession(sessionOf(marta))
    fakeServer(around)
    renderApp('/scoring')
    expect(await screen.findByText(/Only administrators change, publish or roll back/)).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: 'New draft' })).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Actions of version 1' }))
    expect(await screen.findByRole('menuitem', { name: 'Export JSON' })).toBeInTheDocument()
    expect(screen.queryByRole('menuitem', { name: /Roll back/ })).toBeNull()
  })

  it('is not open to a rep', async () => {
    startSession(sessionOf(rosa))
    fakeServer(around)
    renderApp('/scoring')
    expect(await screen.findByRole('heading', { name: 'Access denied' })).toBeInTheDocument()
  })
})
