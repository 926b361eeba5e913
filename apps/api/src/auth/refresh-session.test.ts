import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { statement } from '../../src/db/sql.ts'
import { signInAs, statusWith, userWithPassword } from '../../test/sign-in.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

const start = new Date('2026-11-22T10:00:00Z').getTime()
let now = start
let api: TestApi
beforeAll(async () => {
  api = await testApi({ clock: () => new Date(now) })
  await userWithPassword(api, 'dana')
})
afterAll(() => api.close())
beforeEach(() => {
  now = start
})

const refresh = (refreshToken: string) => api.call('post', '/api/v1/auth/refresh', { body: { refreshToken } })
const reasons = statement<{ revoked_reason: string | null }>(
  'test_reasons',
  'select revoked_reason from sessions order by created_at desc, id desc',
)

describe('POST /api/auth/refresh (R083, C07)', () => {
  it('answers new tokens in both spellings that work', async () => {
    const first = await signInAs(api, 'dana')
    const { body } = await refresh(first.refreshToken).expect(200)
    expect(body).toMatchObject({ token_type: 'bearer', refresh_token: body.refreshToken, expires_in: 900 })
    expect(body.user).toEqual(first.user)
    expect(body.refreshToken).not.toBe(first.refreshToken)
    expect(await statusWith(api, body.access_token)).toBe(200)
    await api.call('post', '/api/auth/refresh', { body: { refresh_token: body.refreshToken } }).expect(200)
  })

  it('gives twenty tabs that come at once the same successor', async () => {
    const { refreshToken } = await signInAs(api, 'dana')
    const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(refreshToken)))
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
    expect(new Set(answers.map(({ body }) => body.refreshToken)).size).toBe(1)
    await refresh(answers[0]?.body.refreshToken).expect(200)
  })

  it('repeats a lost answer within 30 seconds; later the old token ends the session', async () => {
    const { refreshToken } = await signInAs(api, 'dana')
    const first = await refresh(refreshToken).expect(200)
    now = start + 30_000
    const again = await refresh(refreshToken).expect(200)
    expect(again.body.refreshToken).toBe(first.body.refreshToken)
    now = start + 30_001
    await refresh(refreshToken).expect(401)
    await refresh(first.body.refreshToken).expect(401)
  })

  it('ends the session at once when a token of the generation before last comes back', async () => {
    const { refreshToken } = await signInAs(api, 'dana')
    const second = await refresh(refreshToken).expect(200)
    const third = await refresh(second.body.refreshToken).expect(200)
    expect(await statusWith(api, third.body.access_token)).toBe(200)
    const reused = await refresh(refreshToken).expect(401)
    expect(reused.body.type).toBe('refresh_token_invalid')
    expect(await statusWith(api, third.body.access_token)).toBe(401)
    await refresh(third.body.refreshToken).expect(401)
    expect((await api.db.sql(reasons)).map((row) => row.revoked_reason)).toContain('refresh_token_reused')
  })

  it('leaves the other sessions of the user alone when one is ended', async () => {
    const [stolen, other] = [await signInAs(api, 'dana'), await signInAs(api, 'dana')]
    const second = await refresh(stolen.refreshToken).expect(200)
    await refresh(second.body.refreshToken).expect(200)
    await refresh(stolen.refreshToken).expect(401)
    await refresh(other.refreshToken).expect(200)
  })

  it('ends after seven days however often it was refreshed', async () => {
    let { refreshToken } = await signInAs(api, 'dana')
    for (const days of [3, 6]) {
      now = start + days * 86_400_000
      refreshToken = (await refresh(refreshToken).expect(200)).body.refreshToken
    }
    now = start + 7 * 86_400_000
    await refresh(refreshToken).expect(401)
  })

  it('is refused for a user who was deactivated in the database, and works again after (R089)', async () => {
    const gus = await userWithPassword(api, 'gus')
    const { refreshToken } = await signInAs(api, 'gus')
    const setActive = statement('test_set_active', 'update users set is_active = $2 where id = $1')
    await api.db.sql(setActive, [gus.id, false])
    await refresh(refreshToken).expect(401)
    await api.db.sql(setActive, [gus.id, true])
    await refresh(refreshToken).expect(200)
  })

  it.each(['x', 'x'.repeat(86), '\u0000', '../../etc', '[1]'])('answers %j with 401', async (text) => {
    const { body } = await refresh(text).expect(401)
    expect(body.type).toBe('refresh_token_invalid')
  })

  it('does not take an access token, nor is its own token an access token', async () => {
    const { access_token, refresh_token } = await signInAs(api, 'dana')
    await refresh(access_token).expect(401)
    expect(await statusWith(api, refresh_token)).toBe(401)
  })

  it.each([{}, { refreshToken: 7 }, { refreshToken: '' }, { refreshToken: 'x', more: 1 }, [1]])(
    'refuses %j with 400',
    async (body) => {
      await api.call('post', '/api/auth/refresh', { body }).expect(400)
    },
  )
})
