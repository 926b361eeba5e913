import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { LiveHandlers } from '../api/live-stream.ts'
import { startSession } from '../api/session.ts'
import { fakeServer } from '../test/fake-server.ts'
import { acmeAssigned, acmeOfRosa, pageOf, rosa, sessionOf } from '../test/fixtures.ts'
import { renderApp } from '../test/render-app.tsx'

const stream = vi.hoisted(() => ({ handlers: undefined as LiveHandlers | undefined }))
vi.mock('../api/live-stream.ts', () => ({
  followLiveStream: (handlers: LiveHandlers) => {
    stream.handlers = handlers
  },
}))

const earlier = {
  ...acmeAssigned,
  id: '00000000-0000-7000-8000-0000000000c2',
  seq: 5,
  is_read: true,
  title: 'Won',
}

beforeEach(() => {
  startSession(sessionOf(rosa))
})

function openApp(unread: { count: number }) {
  const seen = fakeServer({
    'GET /api/assignments/my-leads': { body: pageOf([acmeOfRosa]) },
    'GET /api/notifications/unread-count': () => ({ body: unread }),
    'GET /api/notifications': { body: pageOf([earlier, acmeAssigned]) },
    [`PUT /api/notifications/${acmeAssigned.id}/read`]: { body: { ...acmeAssigned, is_read: true } },
    'PUT /api/notifications/read-all': { body: { count: 0 } },
  })
  return { seen, router: renderApp('/my-leads') }
}

describe('the bell (R151)', () => {
  it('shows how many are unread', async () => {
    openApp({ count: 3 })
    expect(await screen.findByRole('button', { name: 'Notifications, 3 unread' })).toBeInTheDocument()
  })

  it('lists unread ones first; a click opens the link and marks it as read', async () => {
    const { seen, router } = openApp({ count: 1 })
    await userEvent.click(await screen.findByRole('button', { name: 'Notifications, 1 unread' }))
    const headings = await screen.findAllByRole('heading', { level: 3 })
    expect(headings.map((heading) => heading.textContent)).toEqual(['New', 'Earlier'])
    await userEvent.click(screen.getByRole('button', { name: /^Lead assigned to you/ }))
    expect(router.state.location.pathname).toBe(acmeAssigned.link)
    await waitFor(() => expect(seen.some((request) => request.method === 'PUT')).toBe(true))
  })

  it('marks all as read at once', async () => {
    const unread = { count: 1 }
    openApp(unread)
    await userEvent.click(await screen.findByRole('button', { name: 'Notifications, 1 unread' }))
    unread.count = 0
    await userEvent.click(await screen.findByRole('button', { name: 'Mark all read' }))
    expect(await screen.findByRole('button', { name: 'Notifications' })).toBeInTheDocument()
  })

  it('rings without a reload: the count grows and one toast says what happened', async () => {
    const unread = { count: 0 }
    openApp(unread)
    await screen.findByRole('button', { name: 'Notifications' })
    unread.count = 1
    act(() => {
      stream.handlers?.onStatus(true)
      stream.handlers?.onEvent({ id: '8', name: 'notification', data: JSON.stringify(acmeAssigned) })
      stream.handlers?.onEvent({ id: null, name: 'unread', data: '{"count":1}' })
    })
    expect(await screen.findByRole('button', { name: 'Notifications, 1 unread' })).toBeInTheDocument()
    expect(await screen.findAllByText(acmeAssigned.message)).toHaveLength(1)
  })
})
