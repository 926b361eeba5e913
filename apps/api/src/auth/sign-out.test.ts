import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signInAs, statusWith, userWithPassword } from '../../test/sign-in.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
  await userWithPassword(api, 'dana')
})
afterAll(() => api.close())

const signOut = (token: string) =>
  api.request.post('/api/auth/logout').set('authorization', `Bearer ${token}`)

describe('POST /api/auth/logout (R084)', () => {
  it('makes the access token and the refresh token useless at once', async () => {
    const { access_token, refresh_token } = await signInAs(api, 'dana')
    expect(await statusWith(api, access_token)).toBe(200)
    await signOut(access_token).expect(204)
    expect(await statusWith(api, access_token)).toBe(401)
    await signOut(access_token).expect(401)
    await api.call('post', '/api/auth/refresh', { body: { refresh_token } }).expect(401)
  })

  it('holds while other requests of the session are under way', async () => {
    const { access_token } = await signInAs(api, 'dana')
    const others = Array.from({ length: 20 }, () => statusWith(api, access_token))
    await signOut(access_token).expect(204)
    await Promise.all(others)
    expect(await statusWith(api, access_token)).toBe(401)
  })

  it('leaves the other sessions of the user alone', async () => {
    const [phone, laptop] = [await signInAs(api, 'dana'), await signInAs(api, 'dana')]
    await signOut(phone.access_token).expect(204)
    expect(await statusWith(api, laptop.access_token)).toBe(200)
  })

  it('refuses a body with 400 and a stranger with 401', async () => {
    const { access_token } = await signInAs(api, 'dana')
    await signOut(access_token).send({ all: true }).expect(400)
    expect(await statusWith(api, access_token)).toBe(200)
    await api.call('post', '/api/auth/logout').expect(401)
  })
})
