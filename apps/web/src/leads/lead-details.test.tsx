import type { LeadDetail } from '@leadglass/contracts/leads.ts'
import { useQuery } from '@tanstack/react-query'
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it } from 'vitest'
import { startSession } from '../api/session.ts'
import { fakeServer, refusal } from '../test/fake-server.ts'
import { acme, rosa, sessionOf } from '../test/fixtures.ts'
import { renderPart } from '../test/render-part.tsx'
import { LeadDetails } from './lead-details.tsx'
import { leadQuery } from './lead-queries.ts'

const lead: LeadDetail = {
  ...acme,
  industry: 'Automotive',
  company_size: 120,
  metadata: { seats: 40 },
  engagement_score: 30,
  buying_score: 35,
  fit_score: 18,
  scored_at: acme.created_at,
  win_probability: null,
  contacted_at: acme.created_at,
  qualified_at: null,
  closed_at: null,
  version: 7,
  updated_at: acme.created_at,
  recent_activities: [],
  assignment_id: null,
}
const path = `/api/leads/${lead.id}`

function Details() {
  const { data } = useQuery(leadQuery(lead.id))
  return data ? <LeadDetails lead={data} markedField={null} /> : null
}

beforeEach(() => {
  startSession(sessionOf(rosa))
})

async function edit(field: RegExp, text: string) {
  await userEvent.click(await screen.findByRole('button', { name: field }))
  const input = screen.getByRole('textbox')
  await userEvent.clear(input)
  await userEvent.type(input, text)
}

it('saves a field on Enter with the version that was read', async () => {
  const seen = fakeServer({
    [`GET ${path}`]: { body: lead },
    [`PATCH ${path}`]: { body: { ...lead, company: 'Acme Trucks', version: 8 } },
  })
  renderPart(<Details />)
  await edit(/^Edit Company: Acme/, 'Acme Trucks{Enter}')
  expect(await screen.findByRole('button', { name: 'Edit Company: Acme Trucks' })).toBeInTheDocument()
  await waitFor(() => expect(seen.some((request) => request.method === 'PATCH')).toBe(true))
  const sent = seen.find((request) => request.method === 'PATCH')
  expect(await sent?.json()).toEqual({ company: 'Acme Trucks', version: 7 })
})

it('empties a field with an empty text, and reads numbers', async () => {
  const seen = fakeServer({ [`GET ${path}`]: { body: lead }, [`PATCH ${path}`]: { body: lead } })
  renderPart(<Details />)
  await edit(/^Edit Industry/, '{Enter}')
  await edit(/^Edit Value/, '52,000{Enter}')
  await waitFor(() => expect(seen.filter((request) => request.method === 'PATCH')).toHaveLength(2))
  const [first, second] = seen.filter((request) => request.method === 'PATCH')
  expect(await first?.json()).toEqual({ industry: null, version: 7 })
  expect(await second?.json()).toEqual({ estimated_value: 52_000, version: 7 })
})

it('leaves a field as it was on Esc', async () => {
  const seen = fakeServer({ [`GET ${path}`]: { body: lead } })
  renderPart(<Details />)
  await edit(/^Edit Company:/, 'Nonsense{Escape}')
  expect(screen.getByRole('button', { name: 'Edit Company: Acme Motors' })).toBeInTheDocument()
  expect(seen.every((request) => request.method === 'GET')).toBe(true)
})

it('shows a change at once, takes a refused one back, and says why', async () => {
  let refuse = () => {}
  const refused = new Promise<void>((resolve) => {
    refuse = resolve
  })
  fakeServer({
    [`GET ${path}`]: { body: lead },
    [`PATCH ${path}`]: async () => {
      await refused
      return refusal(400, 'validation_error', '"email" must be a valid email', [
        { field: 'email', message: 'must be a valid email' },
      ])
    },
  })
  renderPart(<Details />)
  await edit(/^Edit E-mail/, 'ines@{Enter}')
  expect(await screen.findByRole('button', { name: 'Edit E-mail: ines@' })).toBeInTheDocument()
  refuse()
  expect(await screen.findByRole('alert')).toHaveTextContent('“ines@” was not saved: must be a valid email')
  expect(screen.getByRole('button', { name: 'Edit E-mail: ines@acme.test' })).toBeInTheDocument()
})

it('says that somebody else changed the lead, and loads it again', async () => {
  let current = lead
  fakeServer({
    [`GET ${path}`]: () => ({ body: current }),
    [`PATCH ${path}`]: refusal(409, 'lead_changed', 'Somebody else changed this lead; load it again'),
  })
  renderPart(<Details />)
  await edit(/^Edit Job title/, 'Head of Sales{Enter}')
  expect(await screen.findByRole('alert')).toHaveTextContent('Somebody else changed this lead')
  current = { ...lead, title: 'Chief Buyer', version: 8 }
  await userEvent.click(screen.getByRole('button', { name: 'Load it again' }))
  expect(await screen.findByRole('button', { name: 'Edit Job title: Chief Buyer' })).toBeInTheDocument()
  await waitFor(() => expect(screen.queryByRole('alert')).not.toBeInTheDocument())
})

it('offers mail and a call', async () => {
  fakeServer({ [`GET ${path}`]: { body: lead } })
  renderPart(<Details />)
  expect(await screen.findByRole('link', { name: 'Write to ines@acme.test' })).toHaveAttribute(
    'href',
    'mailto:ines@acme.test',
  )
  expect(screen.getByRole('link', { name: /^Call/ })).toHaveAttribute('href', 'tel:+49301234567')
})
