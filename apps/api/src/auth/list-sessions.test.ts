import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { password, signInAs, userWithPassword } from '../../test/sign-in.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

const start = new Date('2026-11-22T10:00:00Z').getTime()
let now = start
let api: TestApi
beforeAll(async () => {
  api = await testApi({ clock: () => new Date(now) })
  await userWithPassword(api, 'dana')
  await userWithPassword(api, 'omar')
})
afterAll(() => api.close())

const list = (token: string) => api.request.get('/api/auth/sessions').set('authorization', `Bearer ${token}`)

describe('GET /api/auth/sessions (R084)', () => {
  it('shows the own live sessions, the last used first, and which one this is', async () => {
    await signInAs(api, 'omar')
    const { body: phone } = await api.request
      .post('/api/auth/login')
      .set('user-agent', 'A Phone/1.0')
      .send({ username: 'dana', password })
    now = start + 60_000
    const laptop = await signInAs(api, 'dana')
    const { body } = await list(phone.access_token).expect(200)
    expect(body.items).toMatchObject([
      { is_current: false, created_at: new Date(now).toISOString() },
      { is_current: true, user_agent: 'A Phone/1.0', ip: expect.stringMatching(/127\.0\.0\.1/) },
    ])
    expect(body.items).toHaveLength(2)
    expect(JSON.stringify(body)).not.toMatch(/hash/)

    await api.request.post('/api/auth/logout').set('authorization', `Bearer ${laptop.access_token}`)
    expect((await list(phone.access_token)).body.items).toHaveLength(1)
  })

  it('leaves out what has expired, and the next sign-in removes it', async () => {
    now = start + 8 * 86_400_000
    const { access_token } = await signInAs(api, 'dana')
    expect((await list(access_token).expect(200)).body.items).toHaveLength(1)
    expect(await (await api.db.orm()).session.count({ where: { user: { username: 'dana' } } })).toBe(1)
    expect(await (await api.db.orm()).session.count({ where: { user: { username: 'omar' } } })).toBe(1)
  })

  it('refuses a stranger with 401', async () => {
    await api.call('get', '/api/auth/sessions').expect(401)
  })
})
