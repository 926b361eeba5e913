import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestUser } from '../../test/factories.ts'
import { password, signInAs } from '../../test/sign-in.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
let ada: TestUser
beforeAll(async () => {
  api = await testApi()
  ada = await api.build.user('ada', 'admin')
})
afterAll(() => api.close())

const person = (username: string, more: object = {}) => ({
  email: `${username}@acme.test`,
  username,
  full_name: `${username} of Acme`,
  role: 'manager',
  password,
  ...more,
})
const create = (body: object, as: TestUser | undefined = ada) => api.call('post', '/api/users', { as, body })

describe('POST /api/users (R091)', () => {
  it.each(['admin', 'manager', 'sales_rep'])(
    'creates a user with the role %s who can sign in',
    async (role) => {
      const username = `new-${role.replace('_', '')}`
      const { body } = await create(person(username, { role })).expect(201)
      expect(body).toMatchObject({ username, role, is_active: true })
      expect(JSON.stringify(body)).not.toMatch(/hash|password/)
      expect((await signInAs(api, username)).user).toMatchObject({ id: body.id, role })
    },
  )

  it('refuses a taken e-mail or username with 409 that names it', async () => {
    await create(person('twice')).expect(201)
    const sameName = await create(person('twice', { email: 'other@acme.test' })).expect(409)
    expect(sameName.body).toMatchObject({ type: 'user_already_exists', errors: [{ field: 'username' }] })
    const sameMail = await create(person('other', { email: 'twice@acme.test' })).expect(409)
    expect(sameMail.body.errors[0].field).toBe('email')
  })

  it.each([
    ['role', { role: undefined }],
    ['role', { role: 'root' }],
    ['email', { email: 'nowhere' }],
    ['password', { password: 'short' }],
    ['password', { password: 'hello-newbie-42' }],
    ['id', { id: '1' }],
  ])('refuses a bad %s with 400 and creates nobody', async (field, change) => {
    const { body } = await create(person('newbie', change)).expect(400)
    expect(body.errors[0].field).toBe(field)
    expect(await (await api.db.orm()).user.count({ where: { username: 'newbie' } })).toBe(0)
  })

  it('is closed to managers (403) and strangers (401)', async () => {
    const max = await api.build.user('max', 'manager')
    await create(person('sly'), max).expect(403)
    await api.call('post', '/api/users', { body: person('sly') }).expect(401)
    expect(await (await api.db.orm()).user.count({ where: { username: 'sly' } })).toBe(0)
  })
})
