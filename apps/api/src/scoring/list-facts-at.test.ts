import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'
import type { Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'
import { listFactsAt } from './list-facts-at.ts'

const day = 86_400_000

describe('listFactsAt', () => {
  let api: TestApi
  let dana: TestUser
  let now = Date.parse('2026-03-01T12:00:00Z')

  beforeAll(async () => {
    api = await testApi({ clock: () => new Date(now) })
    dana = await api.build.user('dana', 'manager')
  })
  afterAll(() => api.close())

  const send = (method: 'post' | 'patch' | 'put', path: string, body: object) =>
    api.call(method, path, { as: dana, body })
  const factsOf = async (leadId: string, at: number, perType = 20) => {
    const facts = (await listFactsAt(api.db, [{ leadId, at: new Date(at) }], perType)).get(leadId)
    if (!facts) throw new Error('the lead has no facts')
    return facts
  }

  it('tells the profile as it stood: title, metadata, status', async () => {
    const first = now
    const lead = (
      await send('post', '/api/leads', { name: 'Acme', title: 'Buyer', metadata: { plan: 'free' } })
    ).body
    const path = `/api/leads/${lead.id}`
    now += day
    await send('patch', path, { title: 'CEO', metadata: { plan: 'pro' }, estimated_value: 99.5 }).expect(200)
    now += day
    await send('put', `${path}/status`, { status: 'won' }).expect(200)
    now += day
    await send('patch', path, { title: 'Chair' }).expect(200)

    const told = async (at: number) => {
      const { fields } = await factsOf(lead.id, at)
      return [fields.title, fields['metadata.plan'], fields.status, fields.estimated_value]
    }
    expect(await told(first - day)).toEqual(['Buyer', 'free', 'new', null])
    expect(await told(first + day - 1)).toEqual(['Buyer', 'free', 'new', null])
    expect(await told(first + day)).toEqual(['CEO', 'pro', 'new', 99.5])
    expect(await told(first + 2 * day)).toEqual(['CEO', 'pro', 'won', 99.5])
    expect(await told(first + 9 * day)).toEqual(['Chair', 'pro', 'won', 99.5])
    const kept = await api.db.pool.query('select valid_until from lead_profile_versions where lead_id = $1', [
      lead.id,
    ])
    expect(kept.rows).toHaveLength(3)
  })

  it('keeps no profile where an edit changes nothing that scores rest on', async () => {
    const lead = (await send('post', '/api/leads', { name: 'Acme', title: 'CEO' })).body
    await send('patch', `/api/leads/${lead.id}`, { title: 'CEO' }).expect(200)
    await send('post', `/api/leads/${lead.id}/activity`, { activity_type: 'call' }).expect(201)
    const kept = await api.db.pool.query('select 1 from lead_profile_versions where lead_id = $1', [lead.id])
    expect(kept.rows).toEqual([])
  })

  it('keeps the profile that an import replaces', async () => {
    const before = now
    const lead = (await send('post', '/api/leads', { name: 'Ada', email: 'ada@acme.io', title: 'Buyer' }))
      .body
    now += day
    const imported = await api.request
      .post('/api/leads/import')
      .set('authorization', `Bearer ${await api.tokenOf(dana)}`)
      .field('options', JSON.stringify({ on_duplicate: 'update' }))
      .attach('file', Buffer.from('name,email,title\nAda,ada@acme.io,CEO\n'), 'leads.csv')
    expect(imported.body).toMatchObject({ updated_count: 1 })
    expect((await factsOf(lead.id, before)).fields.title).toBe('Buyer')
    expect((await factsOf(lead.id, now)).fields.title).toBe('CEO')
  })

  it('knows an activity from when it was recorded, not from when it happened', async () => {
    const lead = (await send('post', '/api/leads', { name: 'Acme' })).body
    const created = now
    now += 10 * day
    const late = new Date(created + day).toISOString()
    await send('post', `/api/leads/${lead.id}/activity`, { activity_type: 'call', occurred_at: late })
    await send('post', '/api/notes', { lead_id: lead.id, content: 'No activity of the lead' }).expect(201)
    const typesAt = async (at: number) => (await factsOf(lead.id, at)).activities.map(({ type }) => type)
    expect(await typesAt(created + 5 * day)).toEqual([])
    expect(await typesAt(now + 5)).toEqual(['call'])
    expect((await factsOf(lead.id, now + 5)).createdAt).toBe(created)
  })

  it('leaves out leads that are gone and takes each lead at its own moment', async () => {
    const ids: string[] = []
    for (const name of ['a', 'b']) ids.push((await send('post', '/api/leads', { name })).body.id)
    now += day
    for (const id of ids) await send('patch', `/api/leads/${id}`, { name: 'later' })
    const [a = '', b = ''] = ids
    const gone = '00000000-0000-7000-8000-000000000000'
    const facts = await listFactsAt(
      api.db,
      [
        { leadId: a, at: new Date(now - 1000) },
        { leadId: gone, at: new Date(now) },
        { leadId: b, at: new Date(now + 1000) },
      ],
      5,
    )
    expect([...facts].map(([id, { fields }]) => [id, fields.name])).toEqual([
      [a, 'a'],
      [b, 'later'],
    ])
  })

  it('counts the rest of a history that is too long to load', async () => {
    const lead = (await send('post', '/api/leads', { name: 'Acme' })).body
    await api.db.pool.query(
      `insert into activities (lead_id, activity_type, occurred_at, created_at)
       select $1, (array['email_open', 'website_visit'])[1 + n % 2], t, t
         from (select n, $2::timestamptz - n * interval '1 hour' as t from generate_series(1, 600) n) s`,
      [lead.id, new Date(now)],
    )
    const sizes = async (at: number) => {
      const { activities } = await factsOf(lead.id, at, 5)
      const opens = activities.filter(({ type }) => type === 'email_open')
      return [opens.length, opens.reduce((total, { count = 1 }) => total + count, 0)]
    }
    expect(await sizes(now)).toEqual([6, 300])
    // 401 hours earlier, 200 were known: few enough to load one by one.
    expect(await sizes(now - 401 * 3_600_000)).toEqual([100, 100])
    expect(await sizes(now - 300 * 3_600_000)).toEqual([6, 151])
  })
})

describe('listFactsAt, among 20,000 leads with ten activities each', () => {
  let api: TestApi
  let ids: string[]

  beforeAll(async () => {
    api = await testApi()
    const { rows } = await api.db.pool.query(`
      with made as (
        insert into leads (name, scoring_model_id, created_at)
        select 'Lead ' || n, (select id from scoring_models where is_active), now() - interval '300 days'
          from generate_series(1, 20000) n
        returning id
      ), active as (
        insert into activities (lead_id, activity_type, occurred_at, created_at)
        select id, (array['call', 'email_open', 'website_visit'])[1 + n % 3], at, at
          from made, generate_series(1, 10) n, lateral (select now() - n * interval '20 days' as at) t
      ), replaced as (
        insert into lead_profile_versions (lead_id, valid_until, fields)
        select id, now() - n * interval '50 days', jsonb_build_object('name', 'then', 'metadata', '{}'::jsonb)
          from made, generate_series(1, 3) n
      )
      select id from made`)
    ids = rows.map(({ id }: { id: string }) => id)
    await api.db.pool.query('vacuum analyze leads, activities, lead_profile_versions')
  })
  afterAll(() => api.close())

  const pointsOf = (count: number) =>
    ids.slice(0, count).map((leadId, index) => ({ leadId, at: new Date(Date.now() - (index % 200) * day) }))

  it('follows indexes, whatever the number of leads asked for', async () => {
    const plans: string[] = []
    const explaining: Db = {
      sql: async (given, values) => {
        const explain = statement<{ 'QUERY PLAN': string }>('', `explain ${given.text}`)
        const rows = await api.db.sql({ ...explain, name: undefined }, values)
        plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'))
        return []
      },
    }
    await listFactsAt(explaining, pointsOf(1), 20)
    await listFactsAt(explaining, pointsOf(500), 20)
    for (const plan of plans) {
      expect(plan).toMatch(/Index Scan using activities_lead_id_occurred_at_id_idx/)
      expect(plan).toMatch(/Index Scan using lead_profile_versions_pkey/)
      expect(plan).not.toMatch(/Seq Scan on (activities|lead_profile_versions)/)
    }
  })
})
