import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
let [manager, rep]: TestUser[] = []

beforeAll(async () => {
  api = await testApi()
  manager = await api.build.user('marta', 'manager')
  rep = await api.build.user('rita')
  for (const score of [20, 80, 50]) await api.build.lead({ name: `open${score}`, score })
  await api.build.lead({ name: 'won', score: 99, status: 'won' })
  await api.build.lead({ name: 'lost', score: 98, status: 'lost' })
  await api.build.assignment(await api.build.lead({ name: 'taken', score: 97 }), rep)
})
afterAll(() => api.close())

const list = (as: TestUser | undefined, query: Record<string, string> = {}) =>
  api.call('get', '/api/assignments/unassigned', { ...(as ? { as } : {}), query })
const names = (items: { name: string }[]) => items.map((item) => item.name)

describe('GET /api/assignments/unassigned (R114)', () => {
  it('lists open leads that nobody owns, best first', async () => {
    const { status, body } = await list(manager)
    expect(status).toBe(200)
    expect(names(body.items)).toEqual(['open80', 'open50', 'open20'])
    expect(body).toMatchObject({ total: 3, total_capped: false, next_cursor: null })
    expect(body.items[0]).toMatchObject({
      owner: null,
      current_score: 80,
      classification: 'hot',
      status: 'new',
    })
  })

  it('walks by cursor', async () => {
    const first = await list(manager, { per_page: '2' })
    expect(names(first.body.items)).toEqual(['open80', 'open50'])
    const second = await list(manager, { per_page: '2', cursor: first.body.next_cursor })
    expect(names(second.body.items)).toEqual(['open20'])
    expect(second.body).toMatchObject({ total: 3, next_cursor: null, page: 2 })
  })

  it('is for managers and admins, and refuses bad queries', async () => {
    expect((await list(undefined)).status).toBe(401)
    expect((await list(rep)).status).toBe(403)
    expect((await list(manager, { page: '0' })).status).toBe(400)
    expect((await list(manager, { sort: 'name' })).status).toBe(400)
  })
})
