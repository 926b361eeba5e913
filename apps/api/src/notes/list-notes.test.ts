import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { TestLead, TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
let [manager, rita, omar]: TestUser[] = []
let lead: TestLead

beforeAll(async () => {
  api = await testApi()
  manager = await api.build.user('marta', 'manager')
  rita = await api.build.user('rita')
  omar = await api.build.user('omar')
})
afterAll(() => api.close())
beforeEach(async () => {
  lead = await api.build.lead({ name: 'Ada Berg' })
  await api.build.assignment(lead, rita!)
})

const write = (as: TestUser | undefined, body: object) =>
  api.call('post', '/api/notes', { ...(as ? { as } : {}), body })

describe('GET /api/leads/:id/notes (R106)', () => {
  const list = (as: TestUser | undefined, query: Record<string, string> = {}, id = lead.id) =>
    api.call('get', `/api/leads/${id}/notes`, { ...(as ? { as } : {}), query })
  const contents = (items: { content: string }[]) => items.map((item) => item.content)

  it('lists them newest first with their authors, page by page', async () => {
    for (const content of ['one', 'two', 'three']) await write(rita, { lead_id: lead.id, content })
    const first = await list(manager, { per_page: '2' })
    expect(first.status).toBe(200)
    expect(contents(first.body.items)).toEqual(['three', 'two'])
    expect(first.body.items[0].author).toEqual({ id: rita!.id, full_name: 'Rita' })
    const second = await list(manager, { per_page: '2', cursor: first.body.next_cursor })
    expect(contents(second.body.items)).toEqual(['one'])
    expect(second.body).toMatchObject({ total: 3, next_cursor: null })
  })

  it('is empty for a lead without notes, and hidden with the lead', async () => {
    expect((await list(rita)).body).toMatchObject({ items: [], total: 0, next_cursor: null })
    expect((await list(omar)).status).toBe(404)
    expect((await list(undefined)).status).toBe(401)
    expect((await list(rita, {}, 'x')).status).toBe(400)
    expect((await list(rita, { cursor: 'x' })).status).toBe(400)
  })
})
