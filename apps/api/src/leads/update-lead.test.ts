import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

describe('changing a lead', () => {
  let api: TestApi
  let mara: TestUser
  let dana: TestUser
  let omar: TestUser

  beforeAll(async () => {
    api = await testApi()
    mara = await api.build.user('mara', 'manager')
    dana = await api.build.user('dana')
    omar = await api.build.user('omar')
  })
  afterAll(() => api.close())

  const create = async (body: Record<string, unknown> = {}) => {
    const answer = await api
      .call('post', '/api/leads', { as: dana, body: { name: 'Acme', ...body } })
      .expect(201)
    return answer.body
  }
  const stored = async (id: string) =>
    (await api.db.pool.query('select * from leads where id = $1', [id])).rows[0]

  it('changes the given fields, keeps the others and scores again (PATCH and PUT)', async () => {
    const lead = await create({ email: 'patch@globex.com', company: 'Globex' })
    const path = `/api/leads/${lead.id}`
    const { body } = await api.call('patch', path, { as: dana, body: { title: 'CEO' } }).expect(200)
    expect(body).toMatchObject({ title: 'CEO', company: 'Globex', email: 'patch@globex.com', version: 2 })
    expect(body.fit_score).toBeGreaterThan(lead.fit_score)
    const { body: history } = await api.call('get', `${path}/score-history`, { as: dana })
    expect(history.items[0]).toMatchObject({
      trigger: 'edited',
      old_score: lead.current_score,
      new_score: body.current_score,
    })
    const put = await api
      .call('put', path, { as: dana, body: { location: 'Haifa', title: null } })
      .expect(200)
    expect(put.body).toMatchObject({ location: 'Haifa', title: null, version: 3 })
    expect(put.body.fit_score).toBe(lead.fit_score)
  })

  it('refuses an edit of a version that is gone (409) and changes nothing', async () => {
    const lead = await create()
    const path = `/api/leads/${lead.id}`
    await api.call('patch', path, { as: dana, body: { company: 'First', version: 1 } }).expect(200)
    const late = await api
      .call('patch', path, { as: dana, body: { company: 'Second', version: 1 } })
      .expect(409)
    expect(late.body.type).toBe('lead_changed')
    expect((await stored(lead.id)).company).toBe('First')
  })

  it('lets exactly one of many edits of one version win', async () => {
    const lead = await create()
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        api.call('patch', `/api/leads/${lead.id}`, { as: dana, body: { company: `C${index}`, version: 1 } }),
      ),
    )
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, ...Array(7).fill(409)])
    expect((await stored(lead.id)).version).toBe(2)
  })

  it('loses no edit when many change different fields at once', async () => {
    const lead = await create()
    const fields = ['company', 'title', 'industry', 'country', 'location', 'phone', 'source', 'name']
    const answers = await Promise.all(
      fields.map((field) => api.call('patch', `/api/leads/${lead.id}`, { as: dana, body: { [field]: 'x' } })),
    )
    expect(answers.map((answer) => answer.status)).toEqual(fields.map(() => 200))
    const row = await stored(lead.id)
    expect(fields.map((field) => row[field])).toEqual(fields.map(() => 'x'))
    expect(row.version).toBe(1 + fields.length)
  })

  it('refuses a taken e-mail, bad fields and an empty change', async () => {
    const lead = await create({ email: 'mine@x.io' })
    await create({ email: 'taken@x.io' })
    const path = `/api/leads/${lead.id}`
    await api.call('patch', path, { as: dana, body: { email: 'taken@x.io' } }).expect(409)
    await api.call('patch', path, { as: dana, body: { owner_id: dana.id } }).expect(400)
    await api.call('patch', path, { as: dana, body: {} }).expect(400)
    await api.call('patch', path, { body: { name: 'x' } }).expect(401)
    expect(await stored(lead.id)).toMatchObject({ email: 'mine@x.io', version: 1 })
  })

  it('is 404 for a foreign rep, a missing lead and an id that is none (R056)', async () => {
    const lead = await create()
    for (const method of ['get', 'patch', 'put'] as const) {
      const body = method === 'get' ? undefined : { name: 'stolen' }
      await api.call(method, `/api/leads/${lead.id}`, { as: omar, body }).expect(404)
    }
    await api.call('put', `/api/leads/${lead.id}/status`, { as: omar, body: { status: 'lost' } }).expect(404)
    await api.call('get', '/api/leads/00000000-0000-7000-8000-000000000000', { as: mara }).expect(404)
    await api.call('get', '/api/leads/99999999999999999999', { as: mara }).expect(400)
    expect((await stored(lead.id)).name).toBe('Acme')
  })

  it('moves along the pipeline, stamps first times and writes the step (R095)', async () => {
    const lead = await create()
    const move = (status: string, reason?: string) =>
      api.call('put', `/api/leads/${lead.id}/status`, { as: dana, body: { status, reason } })
    const contacted = (await move('contacted').expect(200)).body
    expect(contacted.contacted_at).not.toBeNull()
    expect(contacted.qualified_at).toBeNull()
    expect((await move('contacted').expect(409)).body.type).toBe('status_unchanged')
    const won = (await move('won', 'Signed today').expect(200)).body
    expect(won).toMatchObject({ status: 'won', contacted_at: contacted.contacted_at })
    expect(won.closed_at).not.toBeNull()
    const open = (await move('proposal').expect(200)).body
    expect(open).toMatchObject({ closed_at: null, qualified_at: won.qualified_at })
    await move('nonsense').expect(400)
    const { body: timeline } = await api.call('get', `/api/leads/${lead.id}/activities`, { as: dana })
    expect(timeline.items.map((item: { description: string }) => item.description)).toEqual([
      'won → proposal',
      'contacted → won: Signed today',
      'new → contacted',
      null,
    ])
  })

  it('is deleted by managers only, with all that belongs to it', async () => {
    const lead = await create()
    const path = `/api/leads/${lead.id}`
    await api.call('post', `${path}/activity`, { as: dana, body: { activity_type: 'call' } }).expect(201)
    expect((await api.call('delete', path, { as: dana }).expect(403)).body.detail).toContain('manager')
    await api.call('delete', path).expect(401)
    expect(await stored(lead.id)).toBeDefined()
    await api.call('delete', path, { as: mara }).expect(204)
    await api.call('get', path, { as: mara }).expect(404)
    await api.call('delete', path, { as: mara }).expect(404)
    const left = await api.db.pool.query('select 1 from activities where lead_id = $1', [lead.id])
    expect(left.rows).toEqual([])
  })

  it('shows a lead with its last 20 activities in two statements at most', async () => {
    const lead = await create()
    for (let index = 0; index < 22; index++) {
      await api.call('post', `/api/leads/${lead.id}/activity`, {
        as: dana,
        body: { activity_type: 'email_open' },
      })
    }
    const { body } = await api.call('get', `/api/leads/${lead.id}`, { as: dana }).expect(200)
    expect(body.recent_activities).toHaveLength(20)
    expect(body.recent_activities[0]).toMatchObject({
      activity_type: 'email_open',
      user: { full_name: 'Dana' },
    })
    expect(body.recent_activities[0].occurred_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    expect(body.assignment_id).not.toBeNull()
  })
})
