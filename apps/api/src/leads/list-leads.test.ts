import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestLead, TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

describe('GET /api/leads', () => {
  let api: TestApi
  let mara: TestUser
  let dana: TestUser
  let omar: TestUser
  const leads: Record<string, TestLead> = {}

  beforeAll(async () => {
    api = await testApi()
    mara = await api.build.user('mara', 'manager')
    dana = await api.build.user('dana')
    omar = await api.build.user('omar')
    leads.acme = await api.build.lead({ name: 'Acme', score: 91, ownerId: dana.id, source: 'referral' })
    leads.bolt = await api.build.lead({ name: 'Bolt', score: 64, ownerId: dana.id, status: 'qualified' })
    leads.cove = await api.build.lead({ name: 'Cove', score: 64, ownerId: omar.id, company: 'Smithson & Co' })
    leads.dune = await api.build.lead({
      name: 'Dune 100%',
      score: 12,
      createdAt: new Date('2026-01-15T12:00:00Z'),
    })
    leads.echo = await api.build.lead({
      name: 'Echo',
      score: 3,
      ownerId: omar.id,
      email: 'eve_smith@echo.io',
    })
    await api.build.assignment(leads.echo, dana, false)
  })
  afterAll(() => api.close())

  async function names(as: TestUser, query: Record<string, string> = {}): Promise<string[]> {
    const { body } = await api.call('get', '/api/leads', { as, query }).expect(200)
    return body.items.map((item: { name: string }) => item.name)
  }

  it('shows a manager every lead, best score first', async () => {
    const { body } = await api.call('get', '/api/leads', { as: mara }).expect(200)
    expect(body.items.map((item: { current_score: number }) => item.current_score)).toEqual([
      91, 64, 64, 12, 3,
    ])
    expect(body).toMatchObject({
      total: 5,
      total_capped: false,
      page: 1,
      per_page: 25,
      total_pages: 1,
      next_cursor: null,
    })
    expect(body.items[0].owner).toEqual({ id: dana.id, full_name: 'Dana' })
  })

  it('shows a rep the own leads and those the rep helps with, and no others (R098)', async () => {
    expect(await names(dana)).toEqual(['Acme', 'Bolt', 'Echo'])
    expect(await names(omar)).toEqual(['Cove', 'Echo'])
    const { body } = await api.call('get', '/api/leads', { as: dana }).expect(200)
    expect(body.total).toBe(3)
  })

  it.each([
    [{ classification: 'hot' }, ['Acme']],
    [{ classification: 'all', source: 'Referral' }, ['Acme']],
    [{ status: 'qualified' }, ['Bolt']],
    [{ unassigned: 'true' }, ['Dune 100%']],
    [{ unassigned: 'false', max_score: '10' }, ['Echo']],
    [{ min_score: '50', max_score: '70', sort: 'name' }, ['Bolt', 'Cove']],
    [{ created_from: '2026-01-15', created_to: '2026-01-15' }, ['Dune 100%']],
    [{ search: 'SMITH' }, ['Cove', 'Echo']],
    [{ search: '100%' }, ['Dune 100%']],
    [{ search: 'e_smith' }, ['Echo']],
    [{ search: "';DROP TABLE leads;--" }, []],
    [{ sort: 'name', order: 'desc', per_page: '2' }, ['Echo', 'Dune 100%']],
    [{ sort: 'source', min_score: '60' }, ['Acme', 'Bolt', 'Cove']],
  ] as [Record<string, string>, string[]][])(
    'filters and sorts by %o (R096, R097)',
    async (query, expected) => {
      const found = await names(mara, query)
      expect(query.sort ? found : found.toSorted()).toEqual(query.sort ? expected : expected.toSorted())
    },
  )

  it('finds a lead by the words of its notes', async () => {
    const body = { lead_id: leads.bolt?.id, content: 'Wants the Zanzibar bundle' }
    await api.call('post', '/api/notes', { as: dana, body }).expect(201)
    expect(await names(mara, { search: 'zanzibar' })).toEqual(['Bolt'])
    expect(await names(omar, { search: 'zanzibar' })).toEqual([])
  })

  it('filters by owner, under both names', async () => {
    expect(await names(mara, { owner_id: omar.id })).toEqual(['Cove', 'Echo'])
    expect(await names(mara, { assignee_id: omar.id, search: 'cove' })).toEqual(['Cove'])
    expect(await names(dana, { owner_id: omar.id })).toEqual(['Echo'])
  })

  it('walks by cursor through ties without missing or doubling a row (R073)', async () => {
    for (const order of ['asc', 'desc']) {
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const query: Record<string, string> = { per_page: '1', order, ...(cursor ? { cursor } : {}) }
        const { body } = await api.call('get', '/api/leads', { as: dana, query }).expect(200)
        expect(body.total).toBe(3)
        seen.push(...body.items.map((item: { name: string }) => item.name))
        cursor = body.next_cursor
      } while (cursor)
      expect(seen).toEqual(order === 'desc' ? ['Acme', 'Bolt', 'Echo'] : ['Echo', 'Bolt', 'Acme'])
    }
  })

  it('jumps by page and lowers per_page to 100', async () => {
    const { body } = await api
      .call('get', '/api/leads', { as: mara, query: { per_page: '2', page: '3' } })
      .expect(200)
    expect(body).toMatchObject({ page: 3, per_page: 2, total: 5, total_pages: 3, next_cursor: null })
    expect(body.items).toHaveLength(1)
    const large = await api.call('get', '/api/leads', { as: mara, query: { per_page: '1000' } }).expect(200)
    expect(large.body.per_page).toBe(100)
    const beyond = await api.call('get', '/api/leads', { as: mara, query: { page: '9' } }).expect(200)
    expect(beyond.body).toMatchObject({ items: [], total: 5 })
  })

  it.each([
    [{ sort: 'zzz' }, 'sort'],
    [{ sort: 'owner.password_hash' }, 'sort'],
    [{ classification: 'lukewarm' }, 'classification'],
    [{ min_score: '1e1' }, 'min_score'],
    [{ min_score: '101' }, 'min_score'],
    [{ page: '0' }, 'page'],
    [{ page: '-1' }, 'page'],
    [{ page: '500', per_page: '100' }, 'page'],
    [{ cursor: 'nonsense' }, 'cursor'],
    [{ owner_id: '1' }, 'owner_id'],
    [{ created_from: '2026-02-30' }, 'created_from'],
    [{ unassigned: 'yes' }, 'unassigned'],
    [{ hashed_password: 'x' }, 'hashed_password'],
  ] as [Record<string, string>, string][])('refuses %o and names the field', async (query, field) => {
    const { body } = await api.call('get', '/api/leads', { as: mara, query }).expect(400)
    expect(body.errors[0].field).toBe(field)
    expect(body.details).toContain(`"${field}"`)
  })

  it('refuses a cursor of another order', async () => {
    const first = await api.call('get', '/api/leads', { as: mara, query: { per_page: '1' } }).expect(200)
    const query = { cursor: first.body.next_cursor, sort: 'name' }
    const { body } = await api.call('get', '/api/leads', { as: mara, query }).expect(400)
    expect(body.type).toBe('cursor_invalid')
  })

  it('needs a sign-in', async () => {
    const { body, headers } = await api.call('get', '/api/leads').expect(401)
    expect(headers['www-authenticate']).toBe('Bearer')
    expect(body).toMatchObject({ type: 'token_missing', status: 401, path: '/api/leads' })
  })

  it('answers the same under /api/v1 (C03)', async () => {
    const one = await api.call('get', '/api/leads', { as: mara })
    const two = await api.call('get', '/api/v1/leads', { as: mara })
    expect(two.body).toEqual(one.body)
  })

  it('needs one statement however long the page is (R074)', async () => {
    const counted = async (perPage: string) => {
      const before = api.db.pool.listenerCount('acquire')
      let acquired = 0
      const count = () => {
        acquired += 1
      }
      api.db.pool.on('acquire', count)
      await api.call('get', '/api/leads', { as: mara, query: { per_page: perPage } }).expect(200)
      api.db.pool.off('acquire', count)
      expect(api.db.pool.listenerCount('acquire')).toBe(before)
      return acquired
    }
    // What the process does once a second by itself may fall into one of them.
    const fewest = async (perPage: string) =>
      Math.min(await counted(perPage), await counted(perPage), await counted(perPage))
    expect(await fewest('5')).toBe(1)
    expect(await fewest('100')).toBe(1)
  })
})

describe('GET /api/leads/counts and /api/leads/sources', () => {
  it('count what the caller may see and list the sources in use', async () => {
    const api = await testApi()
    try {
      const mara = await api.build.user('mara', 'manager')
      const dana = await api.build.user('dana')
      await api.build.lead({ score: 85, ownerId: dana.id, source: 'webinar' })
      await api.build.lead({ score: 55, source: 'ads' })
      await api.build.lead({ score: 5, status: 'lost', source: 'ads' })
      const all = await api.call('get', '/api/leads/counts', { as: mara }).expect(200)
      expect(all.body).toMatchObject({ total: 3, hot: 1, warm: 1, cold: 1, unassigned: 1 })
      const own = await api.call('get', '/api/leads/counts', { as: dana }).expect(200)
      expect(own.body).toMatchObject({ total: 1, hot: 1, warm: 0, cold: 0 })
      const sources = await api.call('get', '/api/leads/sources', { as: dana }).expect(200)
      expect(sources.body.items).toEqual(['ads', 'webinar'])
      await api.call('get', '/api/leads/counts').expect(401)
      await api.call('get', '/api/leads/sources').expect(401)
    } finally {
      await api.close()
    }
  })
})
