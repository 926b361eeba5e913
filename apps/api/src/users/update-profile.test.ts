import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { password, signInAs, statusWith, userWithPassword } from '../../test/sign-in.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

const newPassword = 'seven-quiet-rivers'
const update = (token: string, body: object) =>
  api.request.patch('/api/auth/me').set('authorization', `Bearer ${token}`).send(body)

describe('PATCH /api/auth/me (R091)', () => {
  it('changes the own name', async () => {
    await userWithPassword(api, 'dana')
    const { access_token } = await signInAs(api, 'dana')
    expect((await update(access_token, { full_name: ' Dana D. ' }).expect(200)).body.full_name).toBe(
      'Dana D.',
    )
    expect(await statusWith(api, access_token)).toBe(200)
  })

  it('declines mails about hot leads, and takes that back (R105)', async () => {
    await userWithPassword(api, 'rita')
    const { access_token, user } = await signInAs(api, 'rita')
    expect(user.email_alerts).toBe(true)
    expect((await update(access_token, { email_alerts: false }).expect(200)).body.email_alerts).toBe(false)
    const me = await api.request
      .get('/api/auth/me')
      .set('authorization', `Bearer ${access_token}`)
      .expect(200)
    expect(me.body.email_alerts).toBe(false)
    expect((await update(access_token, { email_alerts: true }).expect(200)).body.email_alerts).toBe(true)
    await update(access_token, { email_alerts: 'no' }).expect(400)
  })

  it('changes the own password, which ends every other session', async () => {
    await userWithPassword(api, 'omar')
    const [here, there] = [await signInAs(api, 'omar'), await signInAs(api, 'omar')]
    expect(await statusWith(api, there.access_token)).toBe(200)
    await update(here.access_token, { current_password: password, new_password: newPassword }).expect(200)
    expect(await statusWith(api, here.access_token)).toBe(200)
    expect(await statusWith(api, there.access_token)).toBe(401)
    await api.call('post', '/api/auth/refresh', { body: { refreshToken: there.refreshToken } }).expect(401)
    await api.call('post', '/api/auth/refresh', { body: { refreshToken: here.refreshToken } }).expect(200)
    await signInAs(api, 'omar', newPassword)
    await api.call('post', '/api/auth/login', { body: { username: 'omar', password } }).expect(401)
  })

  it('refuses a wrong current password with 400 that names it, and locks after five', async () => {
    await userWithPassword(api, 'lola')
    const { access_token } = await signInAs(api, 'lola')
    const guess = () => update(access_token, { current_password: 'no', new_password: newPassword })
    for (let time = 0; time < 5; time++) {
      expect((await guess().expect(400)).body.errors[0].field).toBe('current_password')
    }
    expect((await guess().expect(423)).body.type).toBe('account_locked')
    expect(await statusWith(api, access_token)).toBe(200)
  })

  it.each([
    [{}, 'body'],
    [{ current_password: password }, 'body'],
    [{ new_password: newPassword }, 'current_password'],
    [{ current_password: password, new_password: 'short' }, 'new_password'],
    [{ current_password: password, new_password: 'my-wendyline-pw' }, 'new_password'],
    [{ current_password: password, new_password: 'Password1234' }, 'new_password'],
    [{ full_name: ' ' }, 'full_name'],
    [{ role: 'admin' }, 'role'],
    [{ is_active: false }, 'is_active'],
    [{ email: 'other@acme.test' }, 'email'],
  ])('refuses %j with 400 and changes nothing', async (body, field) => {
    await userWithPassword(api, 'wendyline').catch(() => {})
    const { access_token } = await signInAs(api, 'wendyline')
    expect((await update(access_token, body).expect(400)).body.errors[0].field).toBe(field)
    const me = await api.request.get('/api/auth/me').set('authorization', `Bearer ${access_token}`)
    expect(me.body).toMatchObject({ role: 'sales_rep', full_name: 'Wendyline', is_active: true })
  })

  it('refuses a stranger with 401', async () => {
    await api.call('patch', '/api/auth/me', { body: { full_name: 'X' } }).expect(401)
  })
})
