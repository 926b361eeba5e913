import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestLead, TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
let [manager, rep1, rep2]: TestUser[] = []
const leads: Record<string, TestLead> = {}

beforeAll(async () => {
  api = await testApi()
  manager = await api.build.user('marta', 'manager')
  rep1 = await api.build.user('rita')
  rep2 = await api.build.user('omar')
  const scores = { hot: 90, warm: 70, cold: 10, helped: 75, done: 95, handed: 40, foreign: 99 }
  for (const [name, score] of Object.entries(scores)) leads[name] = await api.build.lead({ name, score })
  for (const name of ['hot', 'warm', 'cold']) await api.build.assignment(leads[name]!, rep1!)
  await api.build.assignment(leads.helped!, rep2!)
  await api.build.assignment(leads.helped!, rep1!, false)
  await api.build.assignment(leads.foreign!, rep2!)
  const done = await api.build.assignment(leads.done!, rep1!)
  await api.call('post', `/api/assignments/${done.id}/complete`, { as: rep1! })
  const handed = await api.build.assignment(leads.handed!, rep1!)
  const body = { user_id: rep2!.id }
  await api.call('post', `/api/assignments/${handed.id}/transfer`, { as: manager!, body })
})
afterAll(() => api.close())

type Item = { lead_name: string; is_primary: boolean; lead_score: number }

async function list(as: TestUser, query: Record<string, string> = {}) {
  const { status, body } = await api.call('get', '/api/assignments/my-leads', { as, query })
  expect(status).toBe(200)
  return body as { items: Item[]; next_cursor: string | null; total: number; total_pages: number }
}
const names = ({ items }: { items: Item[] }) => items.map((item) => item.lead_name)

describe('GET /api/assignments/my-leads (R114)', () => {
  it('lists the active ones by score, those the rep helps with among them', async () => {
    const page = await list(rep1!)
    expect(names(page)).toEqual(['hot', 'helped', 'warm', 'cold'])
    expect(page.items.map((item) => item.is_primary)).toEqual([true, false, true, true])
    expect(page).toMatchObject({ total: 4, total_pages: 1, next_cursor: null })
  })

  it('shows the lead with what a rep needs of it', async () => {
    const [item] = (await list(rep1!)).items
    expect(item).toEqual({
      assignment_id: expect.any(String),
      lead_id: leads.hot!.id,
      lead_name: 'hot',
      lead_email: leads.hot!.email,
      lead_phone: null,
      lead_company: null,
      lead_title: null,
      lead_status: 'new',
      lead_score: 90,
      classification: 'hot',
      estimated_value: null,
      status: 'active',
      is_primary: true,
      notes: null,
      assigned_at: expect.any(String),
      ended_at: null,
      last_activity_at: null,
    })
  })

  it.each([
    [{ status: 'completed' }, ['done']],
    [{ status: 'transferred' }, ['handed']],
    [{ status: 'all' }, ['done', 'hot', 'helped', 'warm', 'handed', 'cold']],
    [{ classification: 'warm' }, ['helped', 'warm']],
    [{ classification: 'all' }, ['hot', 'helped', 'warm', 'cold']],
    [{ status: 'all', classification: 'hot' }, ['done', 'hot']],
    [{ page: '2', per_page: '3' }, ['cold']],
    [{ page: '9' }, []],
  ])('filters by %j', async (query, expected) => {
    const page = await list(rep1!, query as Record<string, string>)
    expect(names(page)).toEqual(expected)
  })

  it.each(['active', 'all'])('walks the %s ones by cursor without loss or repetition', async (status) => {
    const rep = await api.build.user(`walker-${status}`)
    for (let index = 0; index < 12; index++) {
      const lead = await api.build.lead({ name: `w${index}`, score: 50 + (index % 3) })
      if (index % 4 === 0) await api.build.assignment(lead, rep2!)
      await api.build.assignment(lead, rep, index % 4 !== 0)
    }
    const seen: Item[] = []
    let cursor: string | null = null
    do {
      const page = await list(rep, { status, per_page: '5', ...(cursor ? { cursor } : {}) })
      expect(page).toMatchObject({ total: 12, total_pages: 3 })
      seen.push(...page.items)
      cursor = page.next_cursor
    } while (cursor)
    expect(new Set(seen.map((item) => item.lead_name)).size).toBe(12)
    const scores = seen.map((item) => item.lead_score)
    expect(scores).toEqual(scores.toSorted((a, b) => b - a))
  })

  it('is empty for a manager, who has no assignments', async () => {
    expect(await list(manager!)).toMatchObject({ items: [], total: 0, total_pages: 0, next_cursor: null })
  })

  it('refuses strangers and bad queries', async () => {
    expect((await api.call('get', '/api/assignments/my-leads')).status).toBe(401)
    const bad: Record<string, string>[] = [
      { status: 'open' },
      { classification: 'lukewarm' },
      { user_id: rep2!.id },
      { cursor: 'x' },
    ]
    for (const query of bad) {
      expect((await api.call('get', '/api/assignments/my-leads', { as: rep1!, query })).status).toBe(400)
    }
    const { next_cursor } = await list(rep1!, { per_page: '1' })
    const mixed = { status: 'all', cursor: next_cursor! }
    const refused = await api.call('get', '/api/assignments/my-leads', { as: rep1!, query: mixed })
    expect([refused.status, refused.body.type]).toEqual([400, 'cursor_invalid'])
  })
})
