import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { currentSession } from '../api/session.ts'
import { fakeServer, refusal } from '../test/fake-server.ts'
import { acmeOfRosa, pageOf, rosa, sessionOf, signInOptions } from '../test/fixtures.ts'
import { renderApp } from '../test/render-app.tsx'

const afterSignIn = {
  'GET /api/assignments/my-leads': { body: pageOf([acmeOfRosa]) },
  'GET /api/notifications/unread-count': { body: { count: 0 } },
}

describe('the sign-in page (R146)', () => {
  it('sends somebody without a session here and back to the page that was asked for', async () => {
    fakeServer({
      ...afterSignIn,
      'GET /api/auth/options': { body: { registration_open: false, demo_users: [] } },
      'POST /api/auth/login': { body: sessionOf(rosa) },
    })
    const router = renderApp('/my-leads?classification=hot')
    await userEvent.type(await screen.findByLabelText('Username or e-mail'), 'rep1')
    await userEvent.type(screen.getByLabelText('Password'), 'leadglass-demo')
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }))
    expect(await screen.findByRole('heading', { name: 'My Leads' })).toBeInTheDocument()
    expect(router.state.location).toMatchObject({
      pathname: '/my-leads',
      search: { classification: 'hot' },
    })
    expect(currentSession()?.user.full_name).toBe('Rosa Delgado')
  })

  it('says why the sign-in was refused and keeps what was typed', async () => {
    fakeServer({
      'GET /api/auth/options': { body: { registration_open: false, demo_users: [] } },
      'POST /api/auth/login': refusal(401, 'invalid_credentials', 'The username or password is wrong'),
    })
    renderApp('/sign-in')
    await userEvent.type(await screen.findByLabelText('Username or e-mail'), 'rep1')
    await userEvent.type(screen.getByLabelText('Password'), 'wrong{Enter}')
    expect(await screen.findByRole('alert')).toHaveTextContent('The username or password is wrong')
    expect(screen.getByLabelText('Username or e-mail')).toHaveValue('rep1')
  })

  it('signs a demo user in with one click', async () => {
    const seen = fakeServer({
      ...afterSignIn,
      'GET /api/auth/options': { body: signInOptions },
      'POST /api/auth/login': { body: sessionOf(rosa) },
    })
    renderApp('/sign-in')
    await userEvent.click(await screen.findByRole('button', { name: /Rosa Delgado/ }))
    await waitFor(() => expect(currentSession()).not.toBeNull())
    const login = seen.find((request) => request.url.endsWith('/auth/login'))
    expect(await login?.json()).toEqual({ identifier: 'rep1', password: 'leadglass-demo' })
  })

  it('offers registration only where it is open', async () => {
    fakeServer({ 'GET /api/auth/options': { body: signInOptions } })
    renderApp('/sign-in')
    expect(await screen.findByRole('link', { name: 'Create an account' })).toBeInTheDocument()
  })

  it('does not follow a redirect to another site', async () => {
    fakeServer({
      ...afterSignIn,
      'GET /api/auth/options': { body: signInOptions },
      'POST /api/auth/login': { body: sessionOf(rosa) },
    })
    const router = renderApp('/sign-in?redirect=//evil.example')
    await userEvent.click(await screen.findByRole('button', { name: /Rosa Delgado/ }))
    await waitFor(() => expect(router.state.location.pathname).toBe('/my-leads'))
  })
})
