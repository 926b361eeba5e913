import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { TestLead, TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { statement } from '../db/sql.ts'

let api: TestApi
let [manager, boss, rep1, rep2]: TestUser[] = []
let lead: TestLead

beforeAll(async () => {
  api = await testApi()
  manager = await api.build.user('marta', 'manager')
  boss = await api.build.user('bo', 'admin')
  rep1 = await api.build.user('rita')
  rep2 = await api.build.user('omar')
})
afterAll(() => api.close())
beforeEach(async () => {
  lead = await api.build.lead({ name: 'Ada Berg', company: 'Acme', score: 85 })
})

const assign = (as: TestUser | undefined, body: object) =>
  api.call('post', '/api/assignments', { ...(as ? { as } : {}), body })

const stateOfLead = statement<{ owner_id: string | null; version: number; active: number }>(
  'test_lead_state',
  `select owner_id, version,
          (select count(*)::int from assignments where lead_id = leads.id and status = 'active') as active
     from leads where id = $1`,
)
const stateOf = async (id = lead.id) => (await api.db.sql(stateOfLead, [id]))[0]!

const told = statement<{ user_id: string; notification_type: string; message: string; link: string | null }>(
  'test_told',
  'select user_id, notification_type, message, link from notifications where lead_id = $1 order by seq',
)

describe('POST /api/assignments (R111, R115)', () => {
  it('puts a rep in charge, who owns the lead and sees it from now on', async () => {
    const before = await stateOf()
    const { status, body } = await assign(manager, {
      lead_id: lead.id,
      user_id: rep1!.id,
      notes: 'Call today',
    })
    expect(status).toBe(201)
    expect(body).toEqual({
      id: expect.any(String),
      lead_id: lead.id,
      lead_name: 'Ada Berg',
      user: { id: rep1!.id, full_name: 'Rita' },
      assigned_by: { id: manager!.id, full_name: 'Marta' },
      status: 'active',
      is_primary: true,
      notes: 'Call today',
      assigned_at: expect.any(String),
      ended_at: null,
    })
    expect(await stateOf()).toEqual({ owner_id: rep1!.id, version: before.version + 1, active: 1 })
    expect((await api.call('get', `/api/leads/${lead.id}`, { as: rep1! })).status).toBe(200)
  })

  it('tells the rep who gave what, and leaves a trace in the timeline', async () => {
    await assign(manager, { lead_id: lead.id, user_id: rep1!.id, notes: 'Call today' })
    expect(await api.db.sql(told, [lead.id])).toEqual([
      {
        user_id: rep1!.id,
        notification_type: 'lead_assigned',
        message: 'Marta assigned you Ada Berg (Acme), score 85 (hot). Call today',
        link: `/leads/${lead.id}`,
      },
    ])
    const timeline = await api.call('get', `/api/leads/${lead.id}/activities`, { as: manager! })
    expect(timeline.body.items).toMatchObject([
      { activity_type: 'lead_assigned', description: 'Assigned to Rita', user: { id: manager!.id } },
    ])
  })

  it('lets a second rep help, who sees the lead without owning it', async () => {
    await assign(manager, { lead_id: lead.id, user_id: rep1!.id })
    const { status, body } = await assign(boss, { lead_id: lead.id, user_id: rep2!.id, is_primary: false })
    expect([status, body.is_primary]).toEqual([201, false])
    expect(await stateOf()).toMatchObject({ owner_id: rep1!.id, active: 2 })
    expect((await api.call('get', `/api/leads/${lead.id}`, { as: rep2! })).status).toBe(200)
  })

  it('tells an owner without an assignment that the lead goes to somebody else', async () => {
    const owned = await api.build.lead({ name: 'Owned', ownerId: rep1!.id })
    expect((await assign(manager, { lead_id: owned.id, user_id: rep2!.id })).status).toBe(201)
    expect(await stateOf(owned.id)).toMatchObject({ owner_id: rep2!.id })
    const notices = await api.db.sql(told, [owned.id])
    expect(notices.map((notice) => [notice.user_id, notice.notification_type])).toEqual([
      [rep2!.id, 'lead_assigned'],
      [rep1!.id, 'lead_transferred'],
    ])
  })

  it('refuses a second rep in charge', async () => {
    await assign(manager, { lead_id: lead.id, user_id: rep1!.id })
    const { status, body } = await assign(manager, { lead_id: lead.id, user_id: rep2!.id })
    expect([status, body.type]).toEqual([409, 'already_assigned'])
    expect(body.detail).toBe('The lead is assigned to Rita already; transfer it instead')
    expect(await stateOf()).toMatchObject({ owner_id: rep1!.id, active: 1 })
  })

  it.each([true, false])('refuses the same rep twice (primary: %s)', async (isPrimary) => {
    await assign(manager, { lead_id: lead.id, user_id: rep1!.id })
    const again = await assign(manager, { lead_id: lead.id, user_id: rep1!.id, is_primary: isPrimary })
    expect([again.status, again.body.type]).toEqual([409, 'already_assigned'])
    expect(await stateOf()).toMatchObject({ active: 1 })
  })

  it('refuses who is inactive, who is no rep, and who does not exist', async () => {
    const gone = await api.build.user(`gone${lead.id.slice(-6)}`, 'sales_rep', false)
    const before = await stateOf()
    const answers = [
      await assign(manager, { lead_id: lead.id, user_id: gone.id }),
      await assign(manager, { lead_id: lead.id, user_id: boss!.id }),
      await assign(manager, { lead_id: lead.id, user_id: lead.id }),
      await assign(manager, { lead_id: rep1!.id, user_id: rep1!.id }),
    ]
    expect(answers.map(({ status, body }) => [status, body.type, body.detail])).toEqual([
      [409, 'assignee_inactive', `${gone.full_name} is not active`],
      [409, 'assignee_not_a_rep', 'Bo is not a rep'],
      [404, 'not_found', 'User not found'],
      [404, 'not_found', 'Lead not found'],
    ])
    expect(await stateOf()).toEqual(before)
    expect(await api.db.sql(told, [lead.id])).toEqual([])
  })

  it.each([
    ['a missing user', { lead_id: '019a0000-0000-7000-8000-000000000000' }, 'user_id'],
    ['a broken id', { lead_id: 'x', user_id: '019a0000-0000-7000-8000-000000000000' }, 'lead_id'],
  ])('refuses %s', async (_, body, field) => {
    const answer = await assign(manager, body)
    expect([answer.status, answer.body.errors[0].field]).toEqual([400, field])
  })

  it('refuses a word for a truth value, long notes and unknown fields', async () => {
    const wanted = { lead_id: lead.id, user_id: rep1!.id }
    for (const extra of [{ is_primary: 'yes' }, { notes: 'x'.repeat(1001) }, { owner: 1 }]) {
      expect((await assign(manager, { ...wanted, ...extra })).status).toBe(400)
    }
    expect(await stateOf()).toMatchObject({ active: 0 })
  })

  it('is for managers and admins', async () => {
    expect((await assign(undefined, {})).status).toBe(401)
    const refused = await assign(rep1, { lead_id: lead.id, user_id: rep1!.id })
    expect([refused.status, refused.body.type]).toEqual([403, 'role_not_allowed'])
    expect(await stateOf()).toMatchObject({ active: 0 })
  })

  it('gives a lead to exactly one rep when two managers assign at once', async () => {
    for (let round = 0; round < 20; round++) {
      const contested = await api.build.lead()
      const answers = await Promise.all([
        assign(manager, { lead_id: contested.id, user_id: rep1!.id }),
        assign(boss, { lead_id: contested.id, user_id: rep2!.id }),
      ])
      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409])
      const winner = answers.find(({ status }) => status === 201)!.body.user.id
      expect(await stateOf(contested.id)).toMatchObject({ owner_id: winner, active: 1 })
      const notices = await api.db.sql(told, [contested.id])
      expect(notices.map((notice) => notice.user_id)).toEqual([winner])
    }
  })
})
