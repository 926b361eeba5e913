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
  assignmentId = (await api.build.assignment(lead, rep1!)).id
})

const unassign = (as?: TestUser, id = assignmentId) =>
  api.call('delete', `/api/assignments/${id}`, as ? { as } : {})

const state = statement<{ status: string; owner_id: string | null; has_ended: boolean }>(
  'test_state',
  `select a.status, l.owner_id, a.ended_at is not null as has_ended
     from assignments a join leads l on l.id = a.lead_id where a.id = $1`,
)
const stateOf = async (id = assignmentId) => (await api.db.sql(state, [id]))[0]!
const told = statement<{ user_id: string; notification_type: string; message: string }>(
  'test_told',
  'select user_id, notification_type, message from notifications where lead_id = $1',
)

describe('DELETE /api/assignments/:id (R113)', () => {
  it('takes the lead back: nobody owns it, it is listed as unassigned, the rep is told', async () => {
    const { status, text } = await unassign(manager)
    expect([status, text]).toEqual([204, ''])
    expect(await stateOf()).toEqual({ status: 'unassigned', owner_id: null, has_ended: true })
    const { body } = await api.call('get', '/api/assignments/unassigned', { as: manager! })
    expect(body.items.map((item: { id: string }) => item.id)).toContain(lead.id)
    expect(await api.db.sql(told, [lead.id])).toEqual([
      {
        user_id: rep1!.id,
        notification_type: 'lead_unassigned',
        message: 'Ada Berg is no longer assigned to you',
      },
    ])
  })

  it('leaves the lead with its owner when a helper goes', async () => {
    const helper = await api.build.assignment(lead, rep2!, false)
    expect((await unassign(manager, helper.id)).status).toBe(204)
    expect(await stateOf(helper.id)).toMatchObject({ status: 'unassigned', owner_id: rep1!.id })
    expect(await stateOf()).toMatchObject({ status: 'active' })
  })

  it('refuses a second time', async () => {
    await unassign(manager)
    const { status, body } = await unassign(manager)
    expect([status, body.type]).toEqual([409, 'assignment_not_active'])
  })

  it('refuses strangers, reps, a missing assignment and a broken id', async () => {
    expect((await unassign()).status).toBe(401)
    expect((await unassign(rep1)).status).toBe(403)
    expect((await unassign(manager, lead.id)).status).toBe(404)
    expect((await unassign(manager, 'x')).status).toBe(400)
    expect(await stateOf()).toMatchObject({ status: 'active', owner_id: rep1!.id })
  })
})
