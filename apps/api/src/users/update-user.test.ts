import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestUser } from '../../test/factories.ts'
import { password, signInAs, statusWith, userWithPassword } from '../../test/sign-in.ts'
import { ownTestApi, type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
let ada: TestUser
beforeAll(async () => {
  api = await testApi()
  ada = await api.build.user('ada', 'admin')
})
afterAll(() => api.close())

const update = (user: { id: string }, body: object, as: TestUser | undefined = ada) =>
  api.call('patch', `/api/users/${user.id}`, { as, body })
const newPassword = 'seven-quiet-rivers'

describe('PATCH /api/users/:id (R091)', () => {
  it('changes name, e-mail and role, and only what is given', async () => {
    const rob = await api.build.user('rob')
    const { body } = await update(rob, { full_name: 'Robert', email: ' Rob@Acme.test' }).expect(200)
    expect(body).toMatchObject({ full_name: 'Robert', email: 'rob@acme.test', role: 'sales_rep' })
    expect((await update(rob, { role: 'manager' }).expect(200)).body).toMatchObject({ full_name: 'Robert' })
    expect((await api.call('get', `/api/users/${rob.id}`, { as: ada })).body.role).toBe('manager')
  })

  it('takes a role away from the next request on', async () => {
    const max = await api.build.user('max', 'manager')
    await api.call('get', '/api/users', { as: max }).expect(200)
    await update(max, { role: 'sales_rep' }).expect(200)
    await api.call('get', '/api/users', { as: max }).expect(403)
    await update(max, { role: 'manager' }).expect(200)
    await api.call('get', '/api/users', { as: max }).expect(200)
  })

  it('deactivates from the next request on, and for the refresh token too (R089)', async () => {
    const gus = await userWithPassword(api, 'gus')
    const { access_token, refreshToken } = await signInAs(api, 'gus')
    expect(await statusWith(api, access_token)).toBe(200)
    await update(gus, { is_active: false }).expect(200)
    expect(await statusWith(api, access_token)).toBe(401)
    await api.call('post', '/api/auth/refresh', { body: { refreshToken } }).expect(401)
    await api.call('post', '/api/auth/login', { body: { username: 'gus', password } }).expect(403)

    await update(gus, { is_active: true }).expect(200)
    expect(await statusWith(api, access_token)).toBe(401)
    await signInAs(api, 'gus')
  })

  it('sets a new password, which ends the sessions of the user and a lock', async () => {
    const pam = await userWithPassword(api, 'pam')
    const { access_token } = await signInAs(api, 'pam')
    for (let time = 0; time < 5; time++) {
      await api.call('post', '/api/auth/login', { body: { username: 'pam', password: 'wrong' } }).expect(401)
    }
    await update(pam, { password: newPassword }).expect(200)
    expect(await statusWith(api, access_token)).toBe(401)
    await signInAs(api, 'pam', newPassword)
    await api.call('post', '/api/auth/login', { body: { username: 'pam', password } }).expect(401)
  })

  it.each([
    [{}, 'body'],
    [{ role: 'root' }, 'role'],
    [{ is_active: 'no' }, 'is_active'],
    [{ username: 'another' }, 'username'],
    [{ password: 'Password1234' }, 'password'],
    [{ password: 'i-am-wendyline' }, 'password'],
    [{ full_name: 'Wendolin', password: 'my-wendolin-pw' }, 'password'],
  ])('refuses %j with 400 and changes nothing', async (body, field) => {
    const known = await (await api.db.orm()).user.findUnique({ where: { username: 'wendyline' } })
    const wendy = known ?? (await api.build.user('wendyline'))
    const answer = await update(wendy, body).expect(400)
    expect(answer.body.errors[0].field).toBe(field)
    expect((await api.call('get', `/api/users/${wendy.id}`, { as: ada })).body.full_name).toBe('Wendyline')
  })

  it('refuses a taken e-mail with 409', async () => {
    const [one, two] = [await api.build.user('one1'), await api.build.user('two2')]
    const { body } = await update(two, { email: 'one1@leadglass.test', full_name: 'Changed' }).expect(409)
    expect(body).toMatchObject({ type: 'user_already_exists', errors: [{ field: 'email' }] })
    expect((await api.call('get', `/api/users/${two.id}`, { as: ada })).body.full_name).toBe('Two2')
    await update(one, { email: 'one1@leadglass.test' }).expect(200)
  })

  it('answers 404 for nobody, 403 for managers and 401 for strangers', async () => {
    const mia = await api.build.user('mia', 'manager')
    await update({ id: randomUUID() }, { full_name: 'X' }).expect(404)
    await update({ id: randomUUID() }, { is_active: false }).expect(404)
    await update(mia, { role: 'admin' }, mia).expect(403)
    await api.call('patch', `/api/users/${mia.id}`, { body: { role: 'admin' } }).expect(401)
  })
})

describe('the last active admin', () => {
  it.each([
    { role: 'manager' },
    { role: 'sales_rep' },
    { is_active: false },
    { is_active: false, role: 'admin' },
  ])('is not taken away by %j', async (body) => {
    const answer = await update(ada, body).expect(409)
    expect(answer.body.type).toBe('last_admin')
    expect((await api.call('get', '/api/auth/me', { as: ada }).expect(200)).body.role).toBe('admin')
  })

  it('may still be renamed', async () => {
    await update(ada, { full_name: 'Ada L.', role: 'admin', is_active: true }).expect(200)
  })

  it('is not counted with deactivated admins, and one of two may go', async () => {
    const off = await api.build.user('off', 'admin', false)
    await update(ada, { role: 'manager' }).expect(409)
    await update(off, { role: 'manager' }).expect(200)
    const eve = await api.build.user('eve', 'admin')
    await update(eve, { role: 'manager' }).expect(200)
  })

  it('is left when admins demote and deactivate each other at once', async () => {
    const own = await ownTestApi()
    const admins = await Promise.all(
      ['a1', 'a2', 'a3', 'a4', 'a5', 'a6'].map((name) => own.build.user(name, 'admin')),
    )
    const changes = admins.map((admin, at) =>
      own.call('patch', `/api/users/${admins[(at + 1) % 6]?.id}`, {
        as: admin,
        body: at % 2 ? { role: 'manager' } : { is_active: false },
      }),
    )
    const statuses = (await Promise.all(changes)).map(({ status }) => status)
    expect(statuses.every((status) => [200, 401, 403, 409].includes(status))).toBe(true)
    expect(
      await (await own.db.orm()).user.count({ where: { role: 'admin', isActive: true } }),
    ).toBeGreaterThanOrEqual(1)
  })
})
