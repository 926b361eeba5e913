import { compileModel, scoringPresets } from '@leadglass/scoring'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

describe('GET /api/leads/:id/scoring-facts', () => {
  let api: TestApi
  let [dana, omar]: TestUser[] = []
  let now = Date.parse('2026-03-02T12:00:00Z')

  beforeAll(async () => {
    api = await testApi({ clock: () => new Date(now) })
    dana = await api.build.user('dana')
    omar = await api.build.user('omar')
  })
  afterAll(() => api.close())

  const create = async () => {
    const body = { name: 'Acme', title: 'CEO', metadata: { plan: 'pro' } }
    return (await api.call('post', '/api/leads', { as: dana!, body }).expect(201)).body
  }
  const factsOf = (id: string, as = dana!) => api.call('get', `/api/leads/${id}/scoring-facts`, { as })

  it('gives a preview what the score is made from, so that it comes to the same', async () => {
    const lead = await create()
    const createdAt = now
    now += 86_400_000
    const body = { activity_type: 'call' }
    const { body: call } = await api.call('post', `/api/leads/${lead.id}/activity`, { as: dana!, body })
    const { body: facts } = await factsOf(lead.id).expect(200)
    expect(facts).toMatchObject({
      lead_id: lead.id,
      name: 'Acme',
      createdAt,
      current_score: call.current_score,
      classification: 'cold',
      activities: [{ id: call.id, type: 'call', at: now }],
    })
    expect(facts.fields).toMatchObject({ title: 'CEO', 'metadata.plan': 'pro', status: 'new', phone: null })
    expect(facts.fields).not.toHaveProperty('current_score')
    expect(compileModel(scoringPresets.b2b).score(facts, now).total).toBe(call.current_score)
    await api.call('delete', `/api/leads/${lead.id}`, { as: await api.build.user('mara', 'manager') })
    await factsOf(lead.id).expect(404)
  })

  it('counts activities that are too many to list', async () => {
    const lead = await create()
    await api.db.pool.query(
      `insert into activities (lead_id, activity_type, occurred_at)
       select $1, 'email_open', $2::timestamptz - n * interval '1 minute' from generate_series(1, 1500) n`,
      [lead.id, new Date(now)],
    )
    const { body } = await factsOf(lead.id).expect(200)
    expect(body.activities).toHaveLength(1001)
    const counts = body.activities.map(({ count = 1 }: { count?: number }) => count)
    expect(counts.reduce((total: number, count: number) => total + count, 0)).toBe(1500)
  })

  it('is 404 out of sight, 400 for no id and 401 without sign-in', async () => {
    const { id } = await create()
    await factsOf(id, omar!).expect(404)
    await factsOf('acme').expect(400)
    await api.call('get', `/api/leads/${id}/scoring-facts`).expect(401)
  })
})
