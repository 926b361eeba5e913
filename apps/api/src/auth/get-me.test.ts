import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

describe('GET /api/auth/me (R092)', () => {
  it('answers the caller and what the role may call', async () => {
    const rob = await api.build.user('rob')
    const { body } = await api.call('get', '/api/auth/me', { as: rob }).expect(200)
    expect(body).toMatchObject({
      id: rob.id,
      username: 'rob',
      email: 'rob@leadglass.test',
      role: 'sales_rep',
    })
    expect(body.permissions).toContain('getMe')
    expect(body.permissions).not.toContain('listUsers')
    expect(Object.keys(body).join()).not.toMatch(/password|hash|failed|locked/)
  })

  it('names more for managers, and most for admins', async () => {
    const max = await api.build.user('max', 'manager')
    const ada = await api.build.user('ada', 'admin')
    const hers = await api.call('get', '/api/auth/me', { as: max }).expect(200)
    expect(hers.body.permissions).toContain('listUsers')
    expect(hers.body.permissions).not.toContain('createUser')
    const his = await api.call('get', '/api/auth/me', { as: ada }).expect(200)
    expect(his.body.permissions).toEqual(expect.arrayContaining(['createUser', 'updateUser']))
  })

  it('refuses a stranger with 401', async () => {
    await api.call('get', '/api/auth/me').expect(401)
  })
})
