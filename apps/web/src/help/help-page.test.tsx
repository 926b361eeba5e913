import { screen } from '@testing-library/react'
import { beforeEach, expect, it } from 'vitest'
import { startSession } from '../api/session.ts'
import { fakeServer } from '../test/fake-server.ts'
import { rosa, sessionOf, signInOptions } from '../test/fixtures.ts'
import { renderPart } from '../test/render-part.tsx'
import { HelpPage } from './help-page.tsx'

beforeEach(() => startSession(sessionOf(rosa)))

it('names whom to write to and what to include (R169)', async () => {
  const body = { ...signInOptions, support_email: 'help@example.com' }
  fakeServer({ 'GET /api/auth/options': { body } })
  renderPart(<HelpPage />)
  expect(await screen.findByRole('link', { name: 'help@example.com' })).toHaveAttribute(
    'href',
    'mailto:help@example.com?subject=Leadglass',
  )
  expect(screen.getByText(/request ID/)).toBeVisible()
  expect(screen.getByRole('link', { name: 'State of the service' })).toHaveAttribute('href', '/health')
})

it('sends people to their administrator where no address is set', async () => {
  fakeServer({ 'GET /api/auth/options': { body: signInOptions } })
  renderPart(<HelpPage />)
  expect(await screen.findByText(/Ask your administrator/)).toBeVisible()
})
