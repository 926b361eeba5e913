import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AuditTrail, auditTrail } from '../../test/audit-trail.ts'
import type { TestUser } from '../../test/factories.ts'
import { password, signInAs, userWithPassword } from '../../test/sign-in.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

let now = new Date('2026-11-22T10:00:00Z')
let api: TestApi
let trail: AuditTrail
let ada: TestUser
let dana: TestUser
beforeAll(async () => {
  api = await testApi({ clock: () => now })
  ada = await api.build.user('ada', 'admin')
  dana = await userWithPassword(api, 'dana')
  trail = await auditTrail(api, ada)
})
afterAll(() => api.close())

const login = (username: string, text: string) =>
  api.call('post', '/api/auth/login', { body: { username, password: text } })
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
/** Bounds are by the minute. */
const anotherMinute = () => {
  now = new Date(now.getTime() + 60_000)
}

describe('signing in', () => {
  it('is told, accepted or refused, with name, address and browser (R066)', async () => {
    await signInAs(api, 'dana')
    expect(await trail.only()).toMatchObject({
      action: 'login_succeeded',
      actor: { id: dana.id, full_name: 'Dana' },
      entity_name: 'Dana',
      ip: expect.stringContaining('127.0.0.1'),
    })
    await login('DANA ', 'not her password').set('user-agent', 'curl/8').expect(401)
    expect(await trail.only()).toMatchObject({
      action: 'login_failed',
      actor: null,
      entity_type: 'user',
      entity_id: dana.id,
      entity_name: 'dana',
      after: { reason: 'wrong_password' },
      user_agent: 'curl/8',
    })
    await login('nobody', 'x').expect(401)
    expect(await trail.only()).toMatchObject({ entity_id: null, after: { reason: 'unknown_user', count: 2 } })
  })

  it('keeps a name that was made up short and harmless, and never the password', async () => {
    anotherMinute()
    await login(`\u001b[31mx\r\n\u202e<b>${'y'.repeat(200)}`, 'a-secret-canary').expect(401)
    const entry = await trail.only()
    expect(entry.entity_name).toMatch(/^\[31mx<b>y+…$/)
    expect(entry.entity_name?.length).toBeLessThanOrEqual(100)
    expect(JSON.stringify(entry)).not.toContain('canary')
  })

  it('tells of the fifth wrong password that it locked the account, once', async () => {
    anotherMinute()
    await userWithPassword(api, 'lou')
    for (let tries = 0; tries < 5; tries++) await login('lou', 'wrong').expect(401)
    const told = await trail.news()
    expect(told.map(({ action }) => action).filter((action) => action === 'account_locked')).toHaveLength(1)
    expect(told.find(({ action }) => action === 'account_locked')).toMatchObject({ entity_name: 'lou' })
    await login('lou', password).expect(401)
    expect((await trail.news()).map(({ action }) => action)).not.toContain('account_locked')
  })

  it('tells of a deactivated user who knows the password', async () => {
    anotherMinute()
    await userWithPassword(api, 'gone', { isActive: false })
    await login('gone', password).expect(403)
    expect(await trail.only()).toMatchObject({
      action: 'login_failed',
      after: { reason: 'account_disabled' },
    })
  })
})

describe('the end of sessions', () => {
  it('is told of the own session, of another one and of all', async () => {
    const [one, two, three] = [
      await signInAs(api, 'dana'),
      await signInAs(api, 'dana'),
      await signInAs(api, 'dana'),
    ]
    await trail.news()
    await api.request.post('/api/auth/logout').set(bearer(one.access_token)).expect(204)
    expect(await trail.only()).toMatchObject({
      action: 'logged_out',
      actor: { id: dana.id },
      entity_type: 'session',
    })
    const { body } = await api.request.get('/api/auth/sessions').set(bearer(two.access_token))
    const other = body.items.find((session: { is_current: boolean }) => !session.is_current)
    await api.request.delete(`/api/auth/sessions/${other.id}`).set(bearer(two.access_token)).expect(204)
    expect(await trail.only()).toMatchObject({ action: 'session_ended', entity_id: other.id })
    await api.request.delete(`/api/auth/sessions/${other.id}`).set(bearer(two.access_token)).expect(404)
    expect(await trail.news()).toEqual([])
    const last = await signInAs(api, 'dana')
    await trail.news()
    await api.request.delete('/api/auth/sessions').set(bearer(last.access_token)).expect(204)
    expect(await trail.only()).toMatchObject({ action: 'session_ended', entity_type: 'user' })
    expect(three.access_token).toBeTruthy()
  })

  it('is told once when a refresh token comes back', async () => {
    const { refreshToken } = await signInAs(api, 'dana')
    const refresh = (token: string) =>
      api.call('post', '/api/auth/refresh', { body: { refreshToken: token } })
    await refresh(refreshToken).expect(200)
    await trail.news()
    now = new Date(now.getTime() + 31_000)
    await refresh(refreshToken).expect(401)
    const entry = await trail.only()
    expect(entry).toMatchObject({ action: 'token_reuse_detected', after: { user_id: dana.id } })
    expect(JSON.stringify(entry)).not.toContain(refreshToken.slice(0, 20))
    await refresh(refreshToken).expect(401)
    expect(await trail.news()).toEqual([])
  })
})

describe('what somebody may not do', () => {
  it('is told with operation, address and the role it needs', async () => {
    anotherMinute()
    await api.call('get', '/api/v1/users?search=x', { as: dana }).expect(403)
    expect(await trail.only()).toMatchObject({
      action: 'permission_denied',
      actor: { id: dana.id },
      entity_type: 'operation',
      entity_name: 'GET /api/users',
      after: {
        reason: 'role_not_allowed',
        address: '/api/v1/users',
        needed_role: 'admin or manager',
        role: 'sales_rep',
      },
    })
  })

  it('is told where a policy forbids it, too', async () => {
    anotherMinute()
    const mona = await api.build.user('mona', 'manager')
    const lead = await api.build.lead({ ownerId: dana.id })
    const body = { lead_id: lead.id, content: 'mine' }
    const { body: note } = await api.call('post', '/api/notes', { as: dana, body }).expect(201)
    await trail.news()
    await api.call('patch', `/api/notes/${note.id}`, { as: mona, body: { content: 'x' } }).expect(403)
    expect(await trail.only()).toMatchObject({
      action: 'permission_denied',
      actor: { id: mona.id },
      entity_name: 'PATCH /api/notes/:id',
      after: { reason: 'not_allowed', address: `/api/notes/${note.id}` },
    })
  })

  it('cannot fill the log: of a hundred in a minute nine are written, with their number', async () => {
    anotherMinute()
    const mallory = await api.build.user('mallory')
    for (let n = 0; n < 100; n++) await api.call('get', '/api/users', { as: mallory }).expect(403)
    const counts = (await trail.news()).map(({ after }) => after?.count ?? 1)
    expect(counts).toEqual([1, 2, 3, 4, 5, 10, 20, 40, 80])
    await api.call('get', '/api/users', { as: dana }).expect(403)
    expect(await trail.only()).toMatchObject({ actor: { id: dana.id } })
    anotherMinute()
    await api.call('get', '/api/users', { as: mallory }).expect(403)
    expect((await trail.only()).after).not.toHaveProperty('count')
  })
})
