import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { startSession } from '../api/session.ts'
import { fakeServer } from '../test/fake-server.ts'
import { rosa, sessionOf } from '../test/fixtures.ts'
import { renderApp } from '../test/render-app.tsx'

it('shows a rep that the team page is not open to the role (R146)', async () => {
  startSession(sessionOf(rosa))
  fakeServer({ 'GET /api/notifications/unread-count': { body: { count: 0 } } })
  renderApp('/team')
  expect(await screen.findByRole('heading', { name: 'Access denied' })).toBeInTheDocument()
})

it('offers a rep only the pages of a rep', async () => {
  startSession(sessionOf(rosa))
  fakeServer({ 'GET /api/notifications/unread-count': { body: { count: 0 } } })
  renderApp('/team')
  const links = await screen.findAllByRole('link')
  const pages = links.map((link) => link.getAttribute('href'))
  expect(pages).toContain('/my-leads')
  expect(pages).not.toContain('/unassigned')
  expect(pages).not.toContain('/users')
})

it('says that an address leads nowhere', async () => {
  startSession(sessionOf(rosa))
  fakeServer({})
  renderApp('/nowhere')
  expect(await screen.findByRole('heading', { name: 'Nothing here' })).toBeInTheDocument()
})
