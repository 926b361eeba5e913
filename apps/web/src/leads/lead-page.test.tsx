import type { LeadDetail } from '@leadglass/contracts/leads.ts'
import type { LeadScore, ScoreTerm } from '@leadglass/contracts/scoring.ts'
import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { startSession } from '../api/session.ts'
import { fakeServer, refusal } from '../test/fake-server.ts'
import { acme, marta, pageOf, rosa, sessionOf } from '../test/fixtures.ts'
import { byRules } from '../test/insights.ts'
import { renderApp } from '../test/render-app.tsx'
import { changeOn, comparison, plainScore } from '../test/scores.ts'

const lead: LeadDetail = {
  ...acme,
  industry: null,
  company_size: null,
  metadata: {},
  engagement_score: 30,
  buying_score: 35,
  fit_score: 18,
  scored_at: acme.created_at,
  win_probability: null,
  contacted_at: null,
  qualified_at: null,
  closed_at: null,
  version: 1,
  updated_at: acme.created_at,
  recent_activities: [],
  assignment_id: '00000000-0000-7000-8000-0000000000b1',
}
const scoreOf = (engagement: number): LeadScore => ({
  ...plainScore,
  total_score: engagement + 53,
  classification: 'hot',
  breakdown: { engagement, buying_signals: 35, demographic_fit: 18 },
})
const path = `/api/leads/${lead.id}`
const around = {
  'GET /api/notifications/unread-count': { body: { count: 0 } },
  [`GET ${path}`]: { body: lead },
  [`GET ${path}/score`]: { body: scoreOf(30) },
  [`GET ${path}/score-history`]: { body: pageOf([]) },
  [`GET ${path}/notes`]: { body: pageOf([]) },
  [`GET ${path}/assignments`]: { body: { items: [] } },
  [`GET ${path}/verdicts`]: { body: { items: [], override: null } },
  [`GET ${path}/insights`]: { body: byRules },
}

describe('the lead page', () => {
  beforeEach(() => {
    startSession(sessionOf(rosa))
  })

  it('asks for everything at once (R148)', async () => {
    const seen = fakeServer(around)
    renderApp(`/leads/${lead.id}`)
    expect(await screen.findByRole('heading', { name: 'Ines Fischer' })).toBeInTheDocument()
    const asked = seen
      .map((request) => new URL(request.url).pathname)
      .filter((name) => name.includes(lead.id))
    const parts = ['score', 'score-history', 'notes', 'assignments', 'verdicts', 'insights']
    expect(asked.toSorted()).toEqual([path, ...parts.map((part) => `${path}/${part}`)].toSorted())
  })

  it('logs an activity and says how it moved the score', async () => {
    let engagement = 30
    const entry = {
      id: '00000000-0000-7000-8000-0000000000f1',
      lead_id: lead.id,
      activity_type: 'website_visit',
      description: null,
      occurred_at: new Date().toISOString(),
      points_awarded: 2,
      user: { id: rosa.id, full_name: rosa.full_name },
      created_at: new Date().toISOString(),
    }
    const seen = fakeServer({
      ...around,
      [`GET ${path}`]: () =>
        engagement === 30
          ? { body: lead }
          : { body: { ...lead, current_score: 85, recent_activities: [entry] } },
      [`GET ${path}/score`]: () => ({ body: scoreOf(engagement) }),
      [`POST ${path}/activity`]: () => {
        engagement = 32
        return { status: 201, body: { ...entry, current_score: 85, classification: 'hot' } }
      },
    })
    renderApp(`/leads/${lead.id}`)
    expect(await screen.findByText('30 + 35 + 18 = 83')).toBeInTheDocument()
    await userEvent.click(screen.getByRole('tab', { name: 'Activity' }))
    await userEvent.selectOptions(screen.getByLabelText('What happened'), 'Visited the website')
    const form = screen.getByRole('region', { name: 'Write' })
    await userEvent.click(within(form).getByRole('button', { name: 'Log activity' }))
    expect(await screen.findByText('32 + 35 + 18 = 85')).toBeInTheDocument()
    expect(screen.getByText('+2: Visited the website')).toBeInTheDocument()
    // What was advised may be done by it.
    expect(seen.filter(({ url }) => url.endsWith('/insights')).length).toBeGreaterThan(1)
    const today = screen.getByRole('region', { name: 'Today' })
    expect(within(today).getByText('Visited the website')).toBeInTheDocument()
  })

  it('moves the status at once and takes a refused step back', async () => {
    let refuse = () => {}
    const refused = new Promise<void>((resolve) => {
      refuse = resolve
    })
    fakeServer({
      ...around,
      [`PUT ${path}/status`]: async () => {
        await refused
        return refusal(409, 'status_unchanged', 'The lead is qualified already')
      },
    })
    renderApp(`/leads/${lead.id}`)
    await userEvent.click(await screen.findByRole('button', { name: 'Status: Contacted' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Qualified' }))
    expect(await screen.findByRole('button', { name: 'Status: Qualified' })).toBeInTheDocument()
    refuse()
    expect(await screen.findByRole('button', { name: 'Status: Contacted' })).toBeInTheDocument()
    expect(await screen.findByText('The lead is qualified already')).toBeInTheDocument()
  })

  it('asks why a lead was lost', async () => {
    const seen = fakeServer({ ...around, [`PUT ${path}/status`]: { body: { ...lead, status: 'lost' } } })
    renderApp(`/leads/${lead.id}`)
    await userEvent.click(await screen.findByRole('button', { name: 'Status: Contacted' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Lost' }))
    await userEvent.click(await screen.findByRole('button', { name: 'No budget' }))
    await userEvent.click(screen.getByRole('button', { name: 'Mark as lost' }))
    await waitFor(() => expect(seen.some((request) => request.method === 'PUT')).toBe(true))
    const sent = seen.find((request) => request.method === 'PUT')
    expect(await sent?.json()).toEqual({ status: 'lost', reason: 'No budget' })
  })

  it('says that there is no such lead', async () => {
    fakeServer({ ...around, [`GET ${path}`]: refusal(404, 'not_found', 'Lead not found') })
    renderApp(`/leads/${lead.id}`)
    expect(await screen.findByText('No such lead')).toBeInTheDocument()
  })

  it('offers deletion and transfer to managers only', async () => {
    fakeServer(around)
    renderApp(`/leads/${lead.id}`)
    await userEvent.click(await screen.findByRole('button', { name: /Rosa Delgado$/ }))
    expect(await screen.findByRole('menuitem', { name: 'Complete…' })).toBeInTheDocument()
    expect(screen.queryByRole('menuitem', { name: 'Transfer…' })).not.toBeInTheDocument()
    await userEvent.keyboard('{Escape}')
    await userEvent.click(screen.getByRole('button', { name: 'More actions' }))
    expect(await screen.findByRole('menuitem', { name: 'Copy link' })).toBeInTheDocument()
    expect(screen.queryByRole('menuitem', { name: 'Delete…' })).not.toBeInTheDocument()
  })
})

describe('the links of the lead page', () => {
  beforeEach(() => {
    startSession(sessionOf(rosa))
  })

  it('leads from a term to the field behind it, ready to be edited', async () => {
    const title: ScoreTerm = {
      group: 'demographic_fit',
      rule: 'title',
      label: 'Decides about purchases',
      points: 18,
      evidence: { kind: 'field', field: 'title', value: 'Buyer' },
    }
    fakeServer({ ...around, [`GET ${path}/score`]: { body: { ...scoreOf(30), terms: [title] } } })
    renderApp(`/leads/${lead.id}`)
    await userEvent.click(await screen.findByRole('button', { name: /^Decides about purchases/ }))
    await userEvent.click(screen.getByRole('button', { name: 'Show Job title in the details' }))
    const field = screen.getByRole('button', { name: 'Edit Job title: Buyer' })
    await waitFor(() => expect(field).toHaveFocus())
    await userEvent.keyboard('{Enter}')
    expect(screen.getByRole('textbox', { name: 'Job title' })).toHaveValue('Buyer')
  })

  it('leads from a fact of the insights to its activity, marked in the timeline', async () => {
    const entry = {
      id: byRules.facts[0]?.activity_ids[0],
      lead_id: lead.id,
      activity_type: 'demo_request',
      description: null,
      occurred_at: '2026-11-20T10:00:00.000Z',
      points_awarded: 15,
      user: null,
      created_at: '2026-11-20T10:00:00.000Z',
    }
    fakeServer({ ...around, [`GET ${path}`]: { body: { ...lead, recent_activities: [entry] } } })
    renderApp(`/leads/${lead.id}`)
    await userEvent.click(await screen.findByRole('tab', { name: 'Owners' }))
    await userEvent.click(await screen.findByRole('button', { name: /^The lead asked for a demo on/ }))
    expect(await screen.findByText('counted')).toBeInTheDocument()
  })

  it('explains the last move from the score card, in the history', async () => {
    const changes = [changeOn(9), changeOn(2, { old_score: null })]
    fakeServer({
      ...around,
      [`GET ${path}/score-history`]: { body: pageOf(changes) },
      [`GET ${path}/score-comparison`]: { body: comparison },
    })
    renderApp(`/leads/${lead.id}`)
    await userEvent.click(await screen.findByRole('button', { name: 'Why did it move?' }))
    expect(await screen.findByText(comparison.sentence)).toBeInTheDocument()
    expect(screen.getByRole('tab', { name: 'Score history' })).toHaveAttribute('aria-selected', 'true')
    expect(screen.queryByRole('link', { name: 'version 3' })).not.toBeInTheDocument()
  })
})

it('deletes a lead only after the typed word', async () => {
  startSession(sessionOf(marta))
  const seen = fakeServer({ ...around, [`DELETE ${path}`]: { status: 204 } })
  const router = renderApp(`/leads/${lead.id}`)
  await userEvent.click(await screen.findByRole('button', { name: 'More actions' }))
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Delete…' }))
  expect(await screen.findByRole('button', { name: 'Delete lead' })).toBeDisabled()
  await userEvent.type(screen.getByRole('textbox', { name: /to confirm/ }), 'delete{Enter}')
  await waitFor(() => expect(router.state.location.pathname).toBe('/leads'))
  expect(seen.filter((request) => request.method === 'DELETE')).toHaveLength(1)
})

it('leads managers from the score to the rules that made it', async () => {
  startSession(sessionOf(marta))
  fakeServer(around)
  renderApp(`/leads/${lead.id}`)
  const link = await screen.findByRole('link', { name: 'version 3' })
  expect(link).toHaveAttribute('href', `/scoring/versions/${plainScore.model.id}`)
})
