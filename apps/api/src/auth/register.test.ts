import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { password, signInAs } from '../../test/sign-in.ts'
import { ownTestApi, type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
  await api.build.user('root', 'admin')
})
afterAll(() => api.close())

const person = (username: string, more: object = {}) => ({
  email: `${username}@acme.test`,
  username,
  full_name: `${username} of Acme`,
  password,
  ...more,
})
const register = (body: object, on = api) => on.call('post', '/api/v1/auth/register', { body })
const bootstrap = { ADMIN_BOOTSTRAP_TOKEN: 'the-bootstrap-token-of-tests' }
const withBootstrap = (on: TestApi, body: object, token = bootstrap.ADMIN_BOOTSTRAP_TOKEN) =>
  on.request.post('/api/auth/register').set('x-admin-bootstrap-token', token).send(body)

describe('POST /api/auth/register', () => {
  it('creates a user who can sign in, and shows nothing of the password (R077)', async () => {
    const { body } = await register(person('dana', { email: ' Dana@Acme.Test ' })).expect(201)
    expect(body).toMatchObject({
      username: 'dana',
      email: 'dana@acme.test',
      role: 'sales_rep',
      is_active: true,
    })
    expect(Object.keys(body).join()).not.toMatch(/password|hash/)
    expect((await signInAs(api, 'dana')).user.id).toBe(body.id)
  })

  it('gives a stranger the role sales_rep whatever was asked for (R078, C12)', async () => {
    for (const role of ['admin', 'manager']) {
      const { body } = await register(person(`sly-${role}`, { role })).expect(201)
      expect(body.role).toBe('sales_rep')
    }
  })

  it('lets an admin set any role and a manager only sales_rep (R078)', async () => {
    const [ada, max, rob] = [
      await api.build.user('ada', 'admin'),
      await api.build.user('max', 'manager'),
      await api.build.user('rob', 'sales_rep'),
    ]
    const as = (user: typeof ada, body: object) => api.call('post', '/api/auth/register', { as: user, body })
    expect((await as(ada, person('boss', { role: 'admin' })).expect(201)).body.role).toBe('admin')
    expect((await as(ada, person('lead', { role: 'manager' })).expect(201)).body.role).toBe('manager')
    expect((await as(max, person('new1', { role: 'sales_rep' })).expect(201)).body.role).toBe('sales_rep')
    expect((await as(max, person('new2')).expect(201)).body.role).toBe('sales_rep')
    expect((await as(max, person('new3', { role: 'manager' })).expect(403)).body.type).toBe(
      'role_not_allowed',
    )
    await as(rob, person('new4', { role: 'admin' })).expect(403)
    expect(await (await api.db.orm()).user.count({ where: { username: { in: ['new3', 'new4'] } } })).toBe(0)
  })

  it('refuses a broken token instead of treating its holder as a stranger', async () => {
    const answer = await api.request
      .post('/api/auth/register')
      .set('authorization', 'Bearer x.y.z')
      .send(person('eve'))
    expect(answer.status).toBe(401)
  })

  it.each([
    ['email', { username: 'other-name' }],
    ['username', { email: 'other@acme.test' }],
    ['email', { username: 'other-name', email: 'TWICE@acme.test' }],
    ['username', { username: 'TWICE', email: 'other@acme.test' }],
  ])('refuses a second user with the same %s with 409 that names it (R077)', async (field, change) => {
    await register(person('twice'))
    const { body } = await register(person('twice', change)).expect(409)
    expect(body).toMatchObject({ type: 'user_already_exists', errors: [{ field }] })
  })

  it.each([
    ['email', { email: 'x' }],
    ['username', { username: 'ab' }],
    ['username', { username: 'no spaces' }],
    ['full_name', { full_name: ' ' }],
    ['password', { password: 'Passw0rd!x' }],
    ['password', { password: 'é'.repeat(37) }],
    ['password', { password: 'Password1234' }],
    ['password', { password: 'my-weakling-42' }],
    ['password', { password: `four-brown\u0000foxes` }],
    ['role', { role: 'root' }],
    ['is_active', { is_active: true }],
  ])('refuses a bad %s with 400 and creates nobody (R085)', async (field, change) => {
    const { body } = await register(person('weakling', change)).expect(400)
    expect(body.errors[0].field).toBe(field)
    expect(body.details).toMatch(new RegExp(`^"${field}" `))
    expect(await (await api.db.orm()).user.count({ where: { username: 'weakling' } })).toBe(0)
  })

  it('accepts a password of exactly 72 bytes', async () => {
    await register(person('seventy', { password: 'Gq7-rT2xWm9k'.repeat(6).replace('Gq7', 'zz8') })).expect(
      201,
    )
  })

  it('is named by the first message in details (R052)', async () => {
    const { body } = await register({ email: 'x', username: 'abcd', full_name: 'A', password: 'Passw0rd!x' })
    expect(body.details).toBe('"email" must be a valid email')
  })
})

describe('the first user (C12)', () => {
  it('becomes admin, exactly one of many who register at once', async () => {
    const empty = await ownTestApi()
    const names = ['ann', 'ben', 'cyd', 'dov', 'eli', 'fay']
    const answers = await Promise.all(names.map((name) => register(person(name), empty)))
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(201))
    expect(answers.filter(({ body }) => body.role === 'admin')).toHaveLength(1)
  })
})

describe('closed registration', () => {
  it('refuses strangers and reps, also the first; managers and admins may still register people', async () => {
    const closed = await ownTestApi({ env: { ALLOW_PUBLIC_REGISTRATION: 'false' } })
    expect((await register(person('eve'), closed).expect(403)).body.type).toBe('registration_closed')
    const [rob, max] = [await closed.build.user('rob'), await closed.build.user('max', 'manager')]
    await closed.call('post', '/api/auth/register', { as: rob, body: person('eve') }).expect(403)
    await closed.call('post', '/api/auth/register', { as: max, body: person('eve') }).expect(201)
  })

  it('lets the holder of the bootstrap token become admin, once', async () => {
    const closed = await ownTestApi({ env: { ...bootstrap, ALLOW_PUBLIC_REGISTRATION: 'false' } })
    await withBootstrap(closed, person('eve'), 'not-the-bootstrap-token').expect(403)
    const { body } = await withBootstrap(closed, person('ada')).expect(201)
    expect(body.role).toBe('admin')
    expect((await withBootstrap(closed, person('eve')).expect(403)).body.type).toBe('not_allowed')
    expect(await (await closed.db.orm()).user.count()).toBe(1)
  })

  it('gives admin to one of several who send the bootstrap token at once', async () => {
    const closed = await ownTestApi({ env: { ...bootstrap, ALLOW_PUBLIC_REGISTRATION: 'false' } })
    await closed.build.user('rob')
    const answers = await Promise.all(
      ['ann', 'ben', 'cyd'].map((name) => withBootstrap(closed, person(name))),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 403, 403])
  })

  it('knows no bootstrap token where none is configured', async () => {
    await withBootstrap(api, person('eve'), '').expect(403)
    await withBootstrap(api, person('eve'), 'undefined').expect(403)
  })
})
