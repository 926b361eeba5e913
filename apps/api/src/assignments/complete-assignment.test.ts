import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { TestLead, TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { statement } from '../db/sql.ts'

let api: TestApi
let [manager, rep1, rep2]: TestUser[] = []
let lead: TestLead
let assignmentId: string

beforeAll(async () => {
  api = await testApi()
  manager = await api.build.user('marta', 'manager')
  rep1 = await api.build.user('rita')
  rep2 = await api.build.user('omar')
})
afterAll(() => api.close())
beforeEach(async () => {
  lead = await api.build.lead({ name: 'Ada Berg' })
  const body = { lead_id: lead.id, user_id: rep1!.id }
  assignmentId = (await api.call('post', '/api/assignments', { as: manager!, body })).body.id
})

const complete = (as?: TestUser, id = assignmentId) =>
  api.call('post', `/api/assignments/${id}/complete`, as ? { as } : {})

const state = statement<{ status: string; owner_id: string }>(
  'test_state',
  'select a.status, l.owner_id from assignments a join leads l on l.id = a.lead_id where a.id = $1',
)
const stateNow = async () => (await api.db.sql(state, [assignmentId]))[0]!
const told = statement<{ user_id: string; message: string }>(
  'test_told_completed',
  `select user_id, message from notifications where lead_id = $1 and notification_type = 'lead_completed'`,
)

describe('POST /api/assignments/:id/complete (R113)', () => {
  it('ends the work of the assignee, who still owns the lead, and tells who assigned it', async () => {
    const { status, body } = await complete(rep1)
    expect(status).toBe(200)
    expect(body).toMatchObject({ id: assignmentId, status: 'completed', ended_at: expect.any(String) })
    expect(await stateNow()).toEqual({ status: 'completed', owner_id: rep1!.id })
    expect(await api.db.sql(told, [lead.id])).toEqual([
      { user_id: manager!.id, message: "Rita's work on Ada Berg is completed" },
    ])
  })

  it('takes the lead from the active list to the completed one', async () => {
    await complete(rep1)
    const list = async (status: string) => {
      const { body } = await api.call('get', '/api/assignments/my-leads', { as: rep1!, query: { status } })
      return body.items.map((item: { lead_id: string }) => item.lead_id)
    }
    expect(await list('active')).not.toContain(lead.id)
    expect(await list('completed')).toContain(lead.id)
  })

  it('lets a manager complete it and tells the rep', async () => {
    expect((await complete(manager)).status).toBe(200)
    expect(await api.db.sql(told, [lead.id])).toMatchObject([{ user_id: rep1!.id }])
  })

  it('lets the lead be assigned anew afterwards', async () => {
    await complete(rep1)
    const body = { lead_id: lead.id, user_id: rep2!.id }
    expect((await api.call('post', '/api/assignments', { as: manager!, body })).status).toBe(201)
  })

  it('refuses a second time', async () => {
    await complete(rep1)
    const { status, body } = await complete(rep1)
    expect([status, body.type]).toEqual([409, 'assignment_not_active'])
  })

  it('hides it from a rep who does not see the lead, and refuses a helper', async () => {
    const unseen = await complete(rep2)
    expect([unseen.status, unseen.body.detail]).toEqual([404, 'Assignment not found'])
    await api.build.assignment(lead, rep2!, false)
    const helper = await complete(rep2)
    expect([helper.status, helper.body.type]).toEqual([403, 'not_allowed'])
    expect(await stateNow()).toMatchObject({ status: 'active' })
  })

  it('refuses strangers, a missing assignment and a broken id', async () => {
    expect((await complete()).status).toBe(401)
    expect((await complete(manager, lead.id)).status).toBe(404)
    expect((await complete(manager, 'x')).status).toBe(400)
    expect(await stateNow()).toMatchObject({ status: 'active' })
  })
})
