import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signInAs, statusWith, userWithPassword } from '../../test/sign-in.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
  await userWithPassword(api, 'dana')
  await userWithPassword(api, 'omar')
})
afterAll(() => api.close())

describe('DELETE /api/auth/sessions (R084)', () => {
  it('signs the caller out everywhere and nobody else', async () => {
    const [phone, laptop] = [await signInAs(api, 'dana'), await signInAs(api, 'dana')]
    const his = await signInAs(api, 'omar')
    expect(await statusWith(api, phone.access_token)).toBe(200)
    await api.request
      .delete('/api/auth/sessions')
      .set('authorization', `Bearer ${laptop.access_token}`)
      .expect(204)
    expect(await statusWith(api, phone.access_token)).toBe(401)
    expect(await statusWith(api, laptop.access_token)).toBe(401)
    expect(await statusWith(api, his.access_token)).toBe(200)
    await api.call('post', '/api/auth/refresh', { body: { refreshToken: phone.refreshToken } }).expect(401)
  })

  it('refuses a stranger with 401', async () => {
    await api.call('delete', '/api/auth/sessions').expect(401)
  })
})
