import type { LeadInsights } from '@leadglass/contracts/insights.ts'
import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import { startSession } from '../api/session.ts'
import { fakeServer, refusal } from '../test/fake-server.ts'
import { acme, rosa, sessionOf } from '../test/fixtures.ts'
import { byRules } from '../test/insights.ts'
import { renderPart } from '../test/render-part.tsx'
import { InsightsPanel } from './insights-panel.tsx'

const path = `/api/leads/${acme.id}/insights`
const links = { onShowActivities: vi.fn(), onShowField: vi.fn() }

function open(answer: Partial<LeadInsights> = {}, refreshed: Partial<LeadInsights> = {}) {
  fakeServer({
    [`GET ${path}`]: { body: { ...byRules, ...answer } },
    [`POST ${path}`]: { body: { ...byRules, ...answer, ...refreshed } },
  })
  renderPart(<InsightsPanel leadId={acme.id} {...links} />)
}

beforeEach(() => {
  startSession(sessionOf(rosa))
})

it('says what to do next and why, with the facts behind it, each leading to its place', async () => {
  open()
  expect(await screen.findByText('Call today: show them around')).toBeInTheDocument()
  expect(screen.getByText(/^Written by rules/)).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'The lead asked for a demo on 20 Nov 2026' }))
  expect(links.onShowActivities).toHaveBeenCalledWith({
    type: null,
    label: 'The lead asked for a demo on 20 Nov 2026',
    ids: ['00000000-0000-7000-8000-0000000000f9'],
  })
})

it('opens talking points and the explanation on request', async () => {
  open()
  await userEvent.click(await screen.findByRole('button', { name: /^Talking points \(1\)/ }))
  const points = screen.getByRole('list', { name: 'Talking points' })
  expect(points).toHaveTextContent('Ask what a Buyer at Acme Motors is measured by')
  await userEvent.click(within(points).getByRole('button', { name: 'Job title: Buyer' }))
  expect(links.onShowField).toHaveBeenCalledWith('title')
  expect(screen.getByText(/^Ines Fischer is hot with 83 points/)).toBeInTheDocument()
})

it('names the provider and its model', async () => {
  open({ source: 'provider', provider: 'openai', model: 'gpt-x' })
  expect(await screen.findByText(/Written by OpenAI, gpt-x, from the facts named/)).toBeInTheDocument()
})

it('says why the provider was not used, and asks again', async () => {
  const note = 'Written by rules: the provider did not answer in time'
  open({ note }, { source: 'provider', provider: 'venice', model: 'm', note: null })
  expect(await screen.findByText(new RegExp(`^${note}`))).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Write it again' }))
  expect(await screen.findByText(/Written by Venice, m/)).toBeInTheDocument()
})

it('says that it could not be loaded, and leaves the rest of the page alone', async () => {
  fakeServer({ [`GET ${path}`]: refusal(403, 'not_allowed', 'Not for you') })
  renderPart(<InsightsPanel leadId={acme.id} {...links} />)
  expect(await screen.findByText('Not for you')).toBeInTheDocument()
})
