import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

describe('POST /api/leads', () => {
  let api: TestApi
  let mara: TestUser
  let dana: TestUser

  beforeAll(async () => {
    api = await testApi()
    mara = await api.build.user('mara', 'manager')
    dana = await api.build.user('dana')
  })
  afterAll(() => api.close())

  const leadCount = async () => (await api.db.pool.query('select count(*)::int as n from leads')).rows[0].n

  it('creates a scored lead with history, timeline and, for a rep, the charge of it (R093, R099)', async () => {
    const body = {
      name: '  Jane\u0007 Doe ',
      email: 'Jane@Globex.COM',
      phone: '(415) 555-2671',
      title: 'VP Sales',
      company: 'Globex',
      industry: 'Software',
      company_size: 250,
      estimated_value: 12_500.5,
      source: 'Referral',
      metadata: { segment: 'smb', seats: 40 },
    }
    const { body: lead } = await api.call('post', '/api/leads', { as: dana, body }).expect(201)
    expect(lead).toMatchObject({
      name: 'Jane Doe',
      email: 'jane@globex.com',
      phone: '+14155552671',
      source: 'referral',
      estimated_value: 12_500.5,
      metadata: { segment: 'smb', seats: 40 },
      owner: { id: dana.id },
      status: 'new',
      version: 1,
    })
    expect(lead.fit_score).toBeGreaterThan(10)
    expect(lead.current_score).toBe(lead.engagement_score + lead.buying_score + lead.fit_score)
    const { body: history } = await api
      .call('get', `/api/leads/${lead.id}/score-history`, { as: dana })
      .expect(200)
    expect(history.items).toHaveLength(1)
    expect(history.items[0]).toMatchObject({
      old_score: null,
      new_score: lead.current_score,
      trigger: 'created',
    })
    const { body: mine } = await api.call('get', '/api/assignments/my-leads', { as: dana }).expect(200)
    expect(mine.items.map((item: { lead_id: string }) => item.lead_id)).toContain(lead.id)
    const { body: timeline } = await api
      .call('get', `/api/leads/${lead.id}/activities`, { as: dana })
      .expect(200)
    expect(timeline.items.map((item: { activity_type: string }) => item.activity_type)).toEqual([
      'lead_created',
    ])
  })

  it('lets a manager create for a rep, who is told', async () => {
    const body = { name: 'For Dana', owner_id: dana.id }
    const { body: lead } = await api.call('post', '/api/leads', { as: mara, body }).expect(201)
    expect(lead.owner).toEqual({ id: dana.id, full_name: 'Dana' })
    const { body: notices } = await api.call('get', '/api/notifications', { as: dana }).expect(200)
    expect(notices.items[0]).toMatchObject({ notification_type: 'lead_assigned', lead_id: lead.id })
  })

  it('keeps names with quotes and signs as they are (R063)', async () => {
    const name = `O'Brien & Co <img src=x onerror=alert(1)> "quoted" 🚀`
    const { body } = await api.call('post', '/api/leads', { as: mara, body: { name } }).expect(201)
    expect(body.name).toBe(name)
    expect(body.owner).toBeNull()
  })

  it('refuses an e-mail that a lead has already (R094)', async () => {
    await api.call('post', '/api/leads', { as: mara, body: { name: 'One', email: 'one@x.io' } }).expect(201)
    const before = await leadCount()
    const again = { name: 'Two', email: 'ONE@x.io' }
    const { body } = await api.call('post', '/api/leads', { as: mara, body: again }).expect(409)
    expect(body).toMatchObject({ type: 'lead_already_exists', errors: [{ field: 'email' }] })
    expect(await leadCount()).toBe(before)
  })

  it('gives exactly one of many simultaneous creates of one e-mail', async () => {
    const body = { name: 'Race', email: 'race@x.io' }
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => api.call('post', '/api/leads', { as: mara, body })),
    )
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([201, ...Array(7).fill(409)])
  })

  it.each([
    [{}, 'name'],
    [{ name: '   ' }, 'name'],
    [{ name: 123 }, 'name'],
    [{ name: ['x'] }, 'name'],
    [{ name: 'x'.repeat(201) }, 'name'],
    [{ name: 'a\ud800b' }, 'name'],
    [{ name: 'A', email: 'x' }, 'email'],
    [{ name: 'A', company_size: 1.5 }, 'company_size'],
    [{ name: 'A', company_size: '12' }, 'company_size'],
    [{ name: 'A', estimated_value: -1 }, 'estimated_value'],
    [{ name: 'A', status: 'unknown' }, 'status'],
    [{ name: 'A', current_score: 99 }, 'current_score'],
    [{ name: 'A', created_at: '2020-01-01' }, 'created_at'],
    [{ name: 'A', metadata: { 'bad key': 1 } }, 'metadata.bad key'],
    [{ name: 'A', metadata: { deep: { er: 1 } } }, 'metadata.deep'],
    [{ name: 'A', metadata: { nul: 'a\u0000b' } }, 'metadata'],
    [{ name: 'A', owner_id: 'me' }, 'owner_id'],
    [{ name: 'A', owner_id: '00000000-0000-7000-8000-000000000000' }, 'owner_id'],
  ] as [Record<string, unknown>, string][])(
    'refuses %o and changes nothing (R052, R053)',
    async (body, field) => {
      const before = await leadCount()
      const answer = await api.call('post', '/api/leads', { as: mara, body }).expect(400)
      expect(answer.body.type).toBe('validation_error')
      expect(answer.body.errors[0].field).toBe(field)
      expect(await leadCount()).toBe(before)
    },
  )

  it('refuses an owner who is no active rep, and a rep who creates for another', async () => {
    const gone = await api.build.user('gone', 'sales_rep', false)
    const create = (as: TestUser, owner_id: string) =>
      api.call('post', '/api/leads', { as, body: { name: 'A', owner_id } })
    expect((await create(mara, gone.id).expect(409)).body.type).toBe('assignee_inactive')
    expect((await create(mara, mara.id).expect(409)).body.type).toBe('assignee_not_a_rep')
    expect((await create(dana, mara.id).expect(403)).body.type).toBe('not_allowed')
    await api.call('post', '/api/leads', { body: { name: 'A' } }).expect(401)
  })
})
