import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { startSession } from '../api/session.ts'
import { fakeServer } from '../test/fake-server.ts'
import { rosa, sessionOf } from '../test/fixtures.ts'
import { renderPart } from '../test/render-part.tsx'
import { MailSection } from './mail-section.tsx'

it('declines mails about hot leads at once', async () => {
  startSession(sessionOf(rosa))
  const seen = fakeServer({ 'PATCH /api/auth/me': { body: { ...rosa, email_alerts: false } } })
  renderPart(<MailSection />)
  const box = await screen.findByRole('checkbox', { name: 'Mail me when a lead becomes hot' })
  expect(box).toBeChecked()
  await userEvent.click(box)
  await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('Saved.'))
  expect(box).not.toBeChecked()
  expect(await seen[0]?.json()).toEqual({ email_alerts: false })
})
