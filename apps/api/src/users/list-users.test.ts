import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
let max: TestUser
let rob: TestUser
beforeAll(async () => {
  api = await testApi()
  max = await api.build.user('max', 'manager')
  rob = await api.build.user('rob')
  for (const name of ['ada', 'bea', 'cid', 'dan']) await api.build.user(name, 'sales_rep', name !== 'cid')
  await api.build.user('un_der', 'admin')
})
afterAll(() => api.close())

const list = (query: Record<string, string | undefined> = {}) =>
  api.call('get', '/api/users', { as: max, query: query as Record<string, string> })
const names = (body: { items: { username: string }[] }) => body.items.map((user) => user.username)

describe('GET /api/users (R091)', () => {
  it('lists the team by name with the count, without passwords', async () => {
    const { body } = await list().expect(200)
    expect(names(body)).toEqual(['ada', 'bea', 'cid', 'dan', 'max', 'rob', 'un_der'])
    expect(body).toMatchObject({ total: 7, total_capped: false, page: 1, total_pages: 1, next_cursor: null })
    expect(JSON.stringify(body)).not.toMatch(/hash|password|failed/)
  })

  it('walks by cursor and jumps by page', async () => {
    const first = await list({ per_page: '3' }).expect(200)
    expect(names(first.body)).toEqual(['ada', 'bea', 'cid'])
    const second = await list({ per_page: '3', cursor: first.body.next_cursor }).expect(200)
    expect(names(second.body)).toEqual(['dan', 'max', 'rob'])
    expect(second.body).toMatchObject({ total: 7, page: 2, total_pages: 3 })
    const third = await list({ per_page: '3', page: '3' }).expect(200)
    expect(names(third.body)).toEqual(['un_der'])
    expect(third.body.next_cursor).toBeNull()
    expect((await list({ page: '9' }).expect(200)).body).toMatchObject({ items: [], total: 7 })
  })

  it.each([
    [{ search: 'DA' }, ['ada', 'dan']],
    [{ search: 'bea@leadglass' }, ['bea']],
    [{ search: '_' }, ['un_der']],
    [{ search: '%' }, []],
    [{ search: "'; drop table users; --" }, []],
    [{ role: 'manager' }, ['max']],
    [{ is_active: 'false' }, ['cid']],
    [{ is_active: 'true', role: 'sales_rep', search: 'a@' }, ['ada', 'bea']],
  ])('filters by %j', async (query, expected) => {
    const { body } = await list(query).expect(200)
    expect(names(body)).toEqual(expected)
    expect(body.total).toBe(expected.length)
  })

  it.each([
    { role: 'root' },
    { is_active: 'yes' },
    { page: '0' },
    { cursor: 'x' },
    { sort: 'email' },
    { search: '\u0000' },
  ])('refuses %j with 400', async (query) => {
    await list(query).expect(400)
  })

  it('is closed to reps (403) and strangers (401)', async () => {
    expect((await api.call('get', '/api/users', { as: rob }).expect(403)).body.type).toBe('role_not_allowed')
    await api.call('get', '/api/users').expect(401)
  })
})
