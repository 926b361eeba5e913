import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

describe('GET /api/users/:id', () => {
  it('answers one user to a manager, and to nobody below', async () => {
    const [max, rob] = [await api.build.user('max', 'manager'), await api.build.user('rob')]
    const { body } = await api.call('get', `/api/users/${rob.id}`, { as: max }).expect(200)
    expect(body).toMatchObject({ ...rob, email: 'rob@leadglass.test', is_active: true, last_login_at: null })
    expect(JSON.stringify(body)).not.toMatch(/hash|password|failed/)
    await api.call('get', `/api/users/${randomUUID()}`, { as: max }).expect(404)
    await api.call('get', '/api/users/rob', { as: max }).expect(400)
    await api.call('get', `/api/users/${max.id}`, { as: rob }).expect(403)
    await api.call('get', `/api/users/${max.id}`).expect(401)
  })
})
