import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

describe('how a lead ended', () => {
  let api: TestApi
  let mara: TestUser

  beforeAll(async () => {
    api = await testApi()
    mara = await api.build.user('mara', 'manager')
  })
  afterAll(() => api.close())

  const create = async (body: object = {}) =>
    (await api.call('post', '/api/leads', { as: mara, body: { name: 'Acme', title: 'CEO', ...body } })).body
  const move = (id: string, status: string) =>
    api.call('put', `/api/leads/${id}/status`, { as: mara, body: { status } }).expect(200)
  const outcomeOf = async (id: string) => {
    const { rows } = await api.db.pool.query('select * from lead_outcomes where lead_id = $1', [id])
    return rows[0]
  }
  const waitingJudges = async () => {
    const { rows } = await api.db.pool.query(
      `select run_at - created_at > interval '50 seconds' as later from background_jobs
        where kind = 'judge' and status = 'queued'`,
    )
    return rows
  }

  it('is kept with the score that stood before, and asks once for judging', async () => {
    const lead = await create()
    await api.call('post', `/api/leads/${lead.id}/activity`, {
      as: mara,
      body: { activity_type: 'demo_request' },
    })
    const { body: before } = await api.call('get', `/api/leads/${lead.id}`, { as: mara })
    expect(await outcomeOf(lead.id)).toBeUndefined()
    const won = (await move(lead.id, 'won')).body
    expect(await outcomeOf(lead.id)).toMatchObject({
      won: true,
      closed_at: new Date(won.closed_at),
      score: before.current_score,
      classification: before.classification,
      win_probability: null,
      is_imported: false,
    })
    await move((await create()).id, 'lost')
    expect(await waitingJudges()).toEqual([{ later: true }])
  })

  it('is gone once the lead is open again, and turns with won and lost', async () => {
    const lead = await create()
    await move(lead.id, 'won')
    const first = await outcomeOf(lead.id)
    await api.call('post', `/api/leads/${lead.id}/activity`, {
      as: mara,
      body: { activity_type: 'demo_request' },
    })
    await move(lead.id, 'lost')
    expect(await outcomeOf(lead.id)).toEqual({ ...first, won: false })
    await move(lead.id, 'negotiation')
    expect(await outcomeOf(lead.id)).toBeUndefined()
    await move(lead.id, 'qualified')
    await move(lead.id, 'won')
    expect((await outcomeOf(lead.id)).score).toBeGreaterThan(first.score)
  })

  it('is known of a lead that is created closed', async () => {
    const lead = await create({ status: 'lost' })
    expect(await outcomeOf(lead.id)).toMatchObject({
      won: false,
      score: lead.current_score,
      closed_at: new Date(lead.closed_at),
      is_imported: true,
    })
  })

  it('goes with its lead', async () => {
    const lead = await create({ status: 'won' })
    await api.call('delete', `/api/leads/${lead.id}`, { as: mara }).expect(204)
    expect(await outcomeOf(lead.id)).toBeUndefined()
  })

  it('is not kept where the move is refused', async () => {
    const lead = await create()
    const path = `/api/leads/${lead.id}/status`
    await api.call('put', path, { as: mara, body: { status: 'gone' } }).expect(400)
    await api.call('put', path, { body: { status: 'won' } }).expect(401)
    expect(await outcomeOf(lead.id)).toBeUndefined()
  })
})
