import { listTeam } from '@leadglass/contracts/assignments.ts'
import { createLead, getLead } from '@leadglass/contracts/leads.ts'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeServer, refusal } from '../test/fake-server.ts'
import { rosa, sessionOf } from '../test/fixtures.ts'
import { ApiError } from './api-error.ts'
import { call, pathOf, queryOf } from './call.ts'
import { currentSession, startSession } from './session.ts'

const outage = refusal(503, 'database_unavailable', 'Database temporarily unavailable')
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail('the call succeeded'),
    (error: unknown) => error as ApiError,
  )

beforeEach(() => {
  startSession(sessionOf(rosa))
})

describe('repeating (R153)', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    return () => vi.useRealTimers()
  })

  it('repeats a read after 1 s and 2 s until the service is back', async () => {
    const answers = [outage, outage, { body: { items: [] } }]
    const seen = fakeServer({ 'GET /api/assignments/team': () => answers.shift() ?? {} })
    const answer = call(listTeam)
    await vi.advanceTimersByTimeAsync(999)
    expect(seen).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(seen).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(2000)
    expect(await answer).toEqual({ items: [] })
    expect(seen).toHaveLength(3)
  })

  it('gives up after the third try and says so in words', async () => {
    const seen = fakeServer({ 'GET /api/assignments/team': outage })
    const error = failure(call(listTeam))
    await vi.advanceTimersByTimeAsync(3000)
    expect(await error).toMatchObject({
      status: 503,
      message: expect.stringContaining('temporarily unavailable'),
    })
    expect(seen).toHaveLength(3)
  })

  it('repeats a read that got no answer at all', async () => {
    const seen = fakeServer({
      'GET /api/assignments/team': () => {
        if (seen.length === 1) throw new TypeError('Failed to fetch')
        return { body: { items: [] } }
      },
    })
    const answer = call(listTeam)
    await vi.advanceTimersByTimeAsync(1000)
    expect(await answer).toEqual({ items: [] })
  })

  it('never repeats a write, because it may have been carried out', async () => {
    const seen = fakeServer({ 'POST /api/leads': outage })
    const error = failure(call(createLead, { body: { name: 'Ines' } }))
    await vi.advanceTimersByTimeAsync(10_000)
    expect((await error).status).toBe(503)
    expect(seen).toHaveLength(1)
  })

  it('does not repeat what the server refused for good', async () => {
    const seen = fakeServer({
      'GET /api/assignments/team': refusal(403, 'role_not_allowed', 'Managers only'),
    })
    expect(await failure(call(listTeam))).toMatchObject({
      type: 'role_not_allowed',
      message: 'Managers only',
    })
    expect(seen).toHaveLength(1)
  })
})

describe('renewing the session (C07)', () => {
  const renewed = { body: sessionOf(rosa, '2') }
  const onlyWithNewToken = (request: Request) =>
    request.headers.get('authorization') === 'Bearer access-2'
      ? { body: { items: [] } }
      : refusal(401, 'token_expired', 'Token expired')

  it('renews once for all calls that were refused and repeats them', async () => {
    const seen = fakeServer({
      'GET /api/assignments/team': onlyWithNewToken,
      'POST /api/auth/refresh': renewed,
    })
    const answers = await Promise.all([call(listTeam), call(listTeam), call(listTeam)])
    expect(answers).toEqual([{ items: [] }, { items: [] }, { items: [] }])
    expect(seen.filter((request) => request.url.endsWith('/auth/refresh'))).toHaveLength(1)
    expect(currentSession()?.refreshToken).toBe('refresh-2')
  })

  it('takes the token that another tab has got in the meantime', async () => {
    const seen = fakeServer({
      'GET /api/assignments/team': onlyWithNewToken,
      'POST /api/auth/refresh': renewed,
    })
    const other = {
      accessToken: 'access-2',
      refreshToken: 'refresh-2',
      expiresAt: Date.now() + 900_000,
      user: rosa,
    }
    localStorage.setItem('leadglass-session', JSON.stringify(other))
    expect(await call(listTeam)).toEqual({ items: [] })
    expect(seen.some((request) => request.url.endsWith('/auth/refresh'))).toBe(false)
  })

  it('renews before the token expires instead of being refused first', async () => {
    startSession({ ...sessionOf(rosa), expires_in: 5 })
    const seen = fakeServer({
      'GET /api/assignments/team': onlyWithNewToken,
      'POST /api/auth/refresh': renewed,
    })
    await call(listTeam)
    expect(seen.map((request) => new URL(request.url).pathname)).toEqual([
      '/api/auth/refresh',
      '/api/assignments/team',
    ])
  })

  it('ends the session when the refresh token is refused', async () => {
    fakeServer({
      'GET /api/assignments/team': onlyWithNewToken,
      'POST /api/auth/refresh': refusal(401, 'refresh_token_invalid', 'Sign in again'),
    })
    expect((await failure(call(listTeam))).status).toBe(401)
    expect(currentSession()).toBeNull()
    expect(localStorage.getItem('leadglass-session')).toBeNull()
  })

  it('keeps the session when the service is away while renewing', async () => {
    startSession({ ...sessionOf(rosa), expires_in: 5 })
    fakeServer({ 'POST /api/auth/refresh': refusal(500, 'internal', 'Something went wrong') })
    expect((await failure(call(listTeam))).status).toBe(500)
    expect(currentSession()?.user.username).toBe('rep1')
  })
})

describe('errors', () => {
  it('carries the first message of each refused field', async () => {
    const errors = [
      { field: 'email', message: 'must be a valid email' },
      { field: 'email', message: 'must be at most 254 characters' },
    ]
    fakeServer({ 'POST /api/leads': refusal(400, 'validation_error', 'Check the fields', errors) })
    const error = await failure(call(createLead, { body: { name: 'Ines' } }))
    expect(error.fields).toEqual({ email: 'must be a valid email' })
  })

  it('keeps the request id of a fault on the server', async () => {
    fakeServer({ 'GET /api/leads/7': refusal(500, 'internal', 'boom') })
    const error = await failure(call(getLead, { params: { id: '7' } }))
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ requestId: 'req-1', message: expect.not.stringContaining('boom') })
  })

  it('says that the machine is offline', async () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    expect(await failure(call(listTeam))).toMatchObject({ type: 'offline' })
  })
})

it('fills the path and leaves empty query parameters out', () => {
  expect(pathOf('/leads/:id/notes', { id: 'a b/c' })).toBe('/leads/a%20b%2Fc/notes')
  expect(queryOf({ search: 'Zoë & co', status: undefined, source: '', per_page: '50' })).toBe(
    '?search=Zo%C3%AB+%26+co&per_page=50',
  )
  expect(queryOf({})).toBe('')
})
