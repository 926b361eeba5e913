import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ownTestApi, type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

describe('GET /api/auth/options', () => {
  it('offers no demo users where there is no demo (R079)', async () => {
    await api.build.user('admin', 'admin')
    const { body } = await api.call('get', '/api/auth/options').expect(200)
    expect(body).toEqual({ registration_open: true, demo_users: [], support_email: null })
  })

  it('offers the active ones of the demo users in the demo', async () => {
    const demo = await ownTestApi({
      env: { SEED_DEMO: '1', ALLOW_PUBLIC_REGISTRATION: '0', SUPPORT_EMAIL: 'help@example.com' },
    })
    await demo.build.user('rep1')
    await demo.build.user('admin', 'admin')
    await demo.build.user('manager', 'manager', false)
    await demo.build.user('rep3')
    const { body } = await demo.call('get', '/api/auth/options').expect(200)
    expect(body).toEqual({
      registration_open: false,
      demo_users: [
        { username: 'admin', full_name: 'Admin', role: 'admin', password: 'leadglass-demo' },
        { username: 'rep1', full_name: 'Rep1', role: 'sales_rep', password: 'leadglass-demo' },
      ],
      support_email: 'help@example.com',
    })
  })
})
