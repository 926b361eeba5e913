import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestLead, TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
let dana: TestUser
let rep1: TestUser
let rep2: TestUser
let acme: TestLead
beforeAll(async () => {
  api = await testApi()
  dana = await api.build.user('dana', 'admin')
  rep1 = await api.build.user('rep1')
  rep2 = await api.build.user('rep2')
  acme = await api.build.lead({ name: 'Acme', ownerId: rep1.id })
  await api.build.lead({ name: "100% O'Brien_\\", company: 'Percent', ownerId: rep1.id })
  await api.build.lead({ name: 'Zeta', ownerId: rep2.id })
})
afterAll(() => api.close())

const get = (path: string, query: Record<string, string>, as = dana) =>
  api.call('get', `/api${path}`, { as, query })
const forge = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url')
const id = '0198f000-0000-7000-8000-000000000000'

const values: unknown[] = [
  null, true, [], {}, '', 'abc', -1, 1.5, 1e20, -2_147_483_649, 2 ** 53, 'a\u0000b', '\ud800',
  '0000-01-01T00:00:00.000Z', '2026-02-30T00:00:00.000Z', '9999-12-31T23:59:59.999Z', 'now', 'infinity',
  "'; drop table leads; --", 'x'.repeat(600),
] // biome-ignore format: a table

/** Every list, with the name of its order. */
const lists = (): [path: string, query: Record<string, string>, sort: string][] => [
  ...['score', 'created_at', 'name', 'source'].flatMap((sort) =>
    ['asc', 'desc'].map((order): [string, Record<string, string>, string] => [
      '/leads',
      { sort, order },
      `leads:${sort}:${order}`,
    ]),
  ),
  ['/users', {}, 'full_name'],
  ['/notifications', {}, 'notifications:seq'],
  [`/leads/${acme.id}/activities`, {}, 'activities:'],
  [`/leads/${acme.id}/notes`, {}, 'notes:created_at'],
  [`/leads/${acme.id}/score-history`, {}, 'score-history'],
  ['/assignments/my-leads', {}, 'my-leads:active'],
  ['/assignments/my-leads', { status: 'all' }, 'my-leads:all'],
  ['/assignments/unassigned', {}, 'unassigned:score'],
  ['/scoring/versions', {}, 'scoring-versions'],
  ['/learning/models', {}, 'learned_models:number'],
  ...['open', 'reviewed', 'all'].map((state): [string, Record<string, string>, string] => [
    '/verdicts',
    { state },
    `verdicts:${state}`,
  ]),
]

describe('forged cursors (R044)', () => {
  it('are refused, or read as a place in the list, whatever they hold', async () => {
    let [refused, read] = [0, 0]
    for (const [path, query, sort] of lists()) {
      const forged = [
        ...values.map((value) => [sort, value, id, 2, 1]),
        ...values.map((value) => [sort, 5, value, 2, 1]),
        ...values.map((value) => [sort, 5, id, value, 1]),
        ...values.map((value) => [sort, 5, id, 2, value]),
        ...values.map((value) => [value, 5, id, 2, 1]),
        ...values,
        { 0: sort, length: 5 },
        [sort],
        [sort, 5, id, 2, 1, 1],
        [sort, 5, id, Number.MAX_SAFE_INTEGER, 1],
      ].map(forge)
      for (const cursor of [...forged, 'W10', 'e30', '%%%', '"', '\u0000', 'a'.repeat(1_300)]) {
        const answer = await get(path, { ...query, cursor })
        const told = `${path} ${JSON.stringify(query)} ${Buffer.from(cursor, 'base64url')} → ${answer.text.slice(0, 200)}`
        expect([200, 400], told).toContain(answer.status)
        if (answer.status === 400) expect(answer.body.errors[0].field, told).toBe('cursor')
        if (answer.status === 400) refused += 1
        else read += 1
      }
    }
    expect(refused).toBeGreaterThan(read)
    console.log(`forged cursors: refused ${refused}, read as a place ${read}, 5xx 0`)
  })

  it('show nothing that the caller may not see', async () => {
    const first = await get('/leads', { sort: 'name', per_page: '1' })
    const cursor = first.body.next_cursor
    expect(cursor).toBeTruthy()
    const seen = await get('/leads', { sort: 'name', cursor }, rep1)
    expect(seen.status).toBe(200)
    expect(seen.body.items.map((lead: TestLead) => lead.name)).not.toContain('Zeta')
    const before = forge(['leads:name:asc', '', id.replaceAll(/[1-9a-f]/g, '0'), 1, 0])
    const all = await get('/leads', { sort: 'name', cursor: before }, rep2)
    expect(all.body.items.map((lead: TestLead) => lead.name)).toEqual(['Zeta'])
  })

  it('walk through the longest names that a lead may have', async () => {
    const rep = await api.build.user('longnames')
    for (const end of ['一', '二', '三'])
      await api.build.lead({ name: '漢'.repeat(199) + end, ownerId: rep.id })
    const names: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const query: Record<string, string> = { sort: 'name', per_page: '1', ...(cursor ? { cursor } : {}) }
      const page = await get('/leads', query, rep).expect(200)
      names.push(...page.body.items.map((lead: TestLead) => lead.name.at(-1)))
      cursor = page.body.next_cursor
    }
    expect(names.sort()).toEqual(['一', '三', '二'].sort())
  })
})

describe('queries (R044)', () => {
  const injections = [
    "' or '1'='1", '1; select pg_sleep(10)', "'; drop table leads; --", '") or 1=1 --', '$1', "\\' or 1=1 --",
    'score desc; --', 'current_score', 'hashed_password', 'owner.hashed_password', '(select 1)', 'name,id', 'ASC', 'desc nulls first',
  ] // biome-ignore format: a table

  it('take SQL as words or refuse it, in every field of every list', async () => {
    const fields = ['search', 'sort', 'order', 'cursor', 'source', 'status', 'classification', 'owner_id', 'created_from', 'min_score', 'page', 'per_page', 'limit', 'role', 'is_active', 'unread_only', 'activity_type'] // biome-ignore format: a table
    let refused = 0
    for (const path of new Set([...lists().map(([path]) => path), '/leads/export'])) {
      for (const field of fields) {
        for (const text of injections) {
          const answer = await get(path, { [field]: text })
          expect([200, 400], `${path}?${field}=${text} ${answer.text.slice(0, 200)}`).toContain(answer.status)
          if (answer.status === 400) refused += 1
          else expect(answer.body.items ?? []).toEqual([])
        }
      }
    }
    console.log(`SQL in queries: refused ${refused}, the others found nothing`)
    expect((await get('/leads', {})).body.total).toBeGreaterThan(2)
  })

  it.each([
    'hashed_password',
    'password',
    'owner.hashed_password',
    'created_by_id',
    'version',
    'metadata',
    'filter',
    'where',
    'fields',
    'include',
  ])('has no filter by %s', async (field) => {
    for (const path of ['/leads', '/users', '/leads/export']) {
      const answer = await get(path, { [field]: 'a' })
      expect(answer.status).toBe(400)
      expect(answer.body.errors).toEqual([{ field, message: 'is not allowed' }])
    }
  })

  it.each([
    ['%', 1],
    ['_', 1],
    ['\\', 1],
    ["o'brien_", 1],
    ['100%', 1],
    ['%%', 0],
    ['a%e', 0],
    ['A_me', 0],
  ])('searches for %s as it stands', async (search, found) => {
    const answer = await get('/leads', { search: search as string, owner_id: rep1.id })
    expect(answer.status).toBe(200)
    expect(answer.body.items).toHaveLength(found as number)
  })

  it.each([
    [{ page: '0' }, 400, 'page'],
    [{ page: '-1' }, 400, 'page'],
    [{ page: '999999999' }, 400, 'page'],
    [{ page: '1e3' }, 400, 'page'],
    [{ page: '9'.repeat(30) }, 400, 'page'],
    [{ page: '400' }, 200, ''],
    [{ per_page: '0' }, 200, ''],
    [{ per_page: '101' }, 200, ''],
    [{ per_page: '999999999' }, 200, ''],
    [{ per_page: '-5' }, 400, 'per_page'],
    [{ limit: '1.5' }, 400, 'limit'],
    [{ limit: '' }, 400, 'limit'],
    [{ min_score: '101' }, 400, 'min_score'],
    [{ min_score: '90', max_score: '10' }, 200, ''],
  ] as [Record<string, string>, number, string][])('answers %j with %i', async (query, status, field) => {
    // biome-ignore format: a table
    const answer = await get('/leads', query)
    expect(answer.status).toBe(status)
    if (status === 400) expect(answer.body.errors[0].field).toBe(field)
    else expect(answer.body.per_page).toBeLessThanOrEqual(100)
  })

  it('finds nothing under the id of something else', async () => {
    const { id: assignment } = await api.build.assignment(acme, rep1)
    for (const other of [dana.id, assignment]) {
      for (const path of ['', '/score', '/activities', '/notes', '/score-history', '/assignments']) {
        expect((await get(`/leads/${other}${path}`, {})).status).toBe(404)
      }
      expect((await api.call('delete', `/api/notes/${other}`, { as: dana })).status).toBe(404)
      expect((await api.call('put', `/api/notifications/${other}/read`, { as: dana })).status).toBe(404)
    }
    expect((await api.call('post', `/api/assignments/${acme.id}/complete`, { as: dana })).status).toBe(404)
    expect((await get(`/users/${acme.id}`, {})).status).toBe(404)
  })
})
