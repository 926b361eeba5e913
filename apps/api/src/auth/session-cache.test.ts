import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { signInAs, statusWith, userWithPassword } from '../../test/sign-in.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

let here: TestApi
let there: TestApi
beforeAll(async () => {
  here = await testApi()
  there = await testApi({ beside: here })
  // A listener connects in the background.
  await new Promise((resolve) => setTimeout(resolve, 500))
})
afterAll(async () => {
  await there.close()
  await here.close()
})

/** Far below the five seconds after which a cache looks again by itself. */
const soon = { timeout: 1_500, interval: 20 }

describe('a session that another process has cached', () => {
  it('ends there too when it is signed out here', async () => {
    await userWithPassword(here, 'dana')
    const { access_token } = await signInAs(here, 'dana')
    expect(await statusWith(there, access_token)).toBe(200)
    await here.request.post('/api/auth/logout').set('authorization', `Bearer ${access_token}`).expect(204)
    await vi.waitFor(async () => expect(await statusWith(there, access_token)).toBe(401), soon)
  })

  it('has the new role there too, and ends there when the user is deactivated here', async () => {
    const [ada, max] = [
      await here.build.user('ada', 'admin'),
      await userWithPassword(here, 'max', { role: 'manager' }),
    ]
    const { access_token } = await signInAs(here, 'max')
    const usersThere = async () =>
      (await there.request.get('/api/users').set('authorization', `Bearer ${access_token}`)).status
    expect(await usersThere()).toBe(200)
    await here.call('patch', `/api/users/${max.id}`, { as: ada, body: { role: 'sales_rep' } }).expect(200)
    await vi.waitFor(async () => expect(await usersThere()).toBe(403), soon)
    await here.call('patch', `/api/users/${max.id}`, { as: ada, body: { is_active: false } }).expect(200)
    await vi.waitFor(async () => expect(await usersThere()).toBe(401), soon)
  })
})
