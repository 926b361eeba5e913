import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { TestLead, TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { statement } from '../db/sql.ts'

let api: TestApi
let [manager, boss, rep1, rep2, rep3]: TestUser[] = []
let lead: TestLead
let assignmentId: string

beforeAll(async () => {
  api = await testApi()
  manager = await api.build.user('marta', 'manager')
  boss = await api.build.user('bo', 'admin')
  rep1 = await api.build.user('rita')
  rep2 = await api.build.user('omar')
  rep3 = await api.build.user('dana')
})
afterAll(() => api.close())
beforeEach(async () => {
  lead = await api.build.lead({ name: 'Ada Berg', score: 60 })
  assignmentId = (await api.build.assignment(lead, rep1!)).id
})

const transfer = (as: TestUser | undefined, body: object, id = assignmentId) =>
  api.call('post', `/api/assignments/${id}/transfer`, { ...(as ? { as } : {}), body })

const complete = (as: TestUser) => api.call('post', `/api/assignments/${assignmentId}/complete`, { as })

const history = statement<{
  user_id: string
  status: string
  has_ended: boolean
  previous_id: string | null
}>(
  'test_history',
  `select user_id, status, ended_at is not null as has_ended, previous_id
     from assignments where lead_id = $1 order by assigned_at, id`,
)
const owner = statement<{ owner_id: string | null }>('test_owner', 'select owner_id from leads where id = $1')
const told = statement<{ user_id: string; notification_type: string; message: string }>(
  'test_told',
  'select user_id, notification_type, message from notifications where lead_id = $1 order by seq',
)
const ownerOf = async (id: string) => (await api.db.sql(owner, [id]))[0]!.owner_id

describe('POST /api/assignments/:id/transfer (R112)', () => {
  it('ends the old assignment, opens one that follows it and moves the lead', async () => {
    const { status, body } = await transfer(manager, { user_id: rep2!.id, notes: 'Knows them' })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      user: { id: rep2!.id },
      assigned_by: { id: manager!.id },
      status: 'active',
      is_primary: true,
      notes: 'Knows them',
    })
    expect(await api.db.sql(history, [lead.id])).toEqual([
      { user_id: rep1!.id, status: 'transferred', has_ended: true, previous_id: null },
      { user_id: rep2!.id, status: 'active', has_ended: false, previous_id: assignmentId },
    ])
    expect(await ownerOf(lead.id)).toBe(rep2!.id)
    expect((await api.call('get', `/api/leads/${lead.id}`, { as: rep1! })).status).toBe(404)
    expect((await api.call('get', `/api/leads/${lead.id}`, { as: rep2! })).status).toBe(200)
  })

  it('tells both reps and the timeline', async () => {
    await transfer(manager, { user_id: rep2!.id, notes: 'Knows them' })
    expect(await api.db.sql(told, [lead.id])).toEqual([
      {
        user_id: rep2!.id,
        notification_type: 'lead_transferred',
        message: 'Ada Berg, score 60 (warm) was handed to you by Marta. Knows them',
      },
      { user_id: rep1!.id, notification_type: 'lead_transferred', message: 'Marta handed Ada Berg to Omar' },
    ])
    const timeline = await api.call('get', `/api/leads/${lead.id}/activities`, { as: manager! })
    expect(timeline.body.items).toMatchObject([
      { activity_type: 'lead_transferred', description: 'Handed from Rita to Omar' },
    ])
  })

  it('hands on the place of a helper without moving the lead', async () => {
    const helper = await api.build.assignment(lead, rep2!, false)
    const { status, body } = await transfer(manager, { user_id: rep3!.id }, helper.id)
    expect([status, body.is_primary, await ownerOf(lead.id)]).toEqual([201, false, rep1!.id])
  })

  it('refuses the same rep, and one who works on the lead already', async () => {
    await api.build.assignment(lead, rep2!, false)
    for (const rep of [rep1!, rep2!]) {
      const { status, body } = await transfer(manager, { user_id: rep.id })
      expect([status, body.type]).toEqual([409, 'already_assigned'])
    }
    expect(await ownerOf(lead.id)).toBe(rep1!.id)
  })

  it('refuses who is inactive, who is no rep, and who does not exist', async () => {
    const gone = await api.build.user(`gone${lead.id.slice(-6)}`, 'sales_rep', false)
    const before = await api.db.sql(history, [lead.id])
    const answers = [
      await transfer(manager, { user_id: gone.id }),
      await transfer(manager, { user_id: boss!.id }),
      await transfer(manager, { user_id: lead.id }),
      await transfer(manager, { user_id: rep2!.id }, lead.id),
    ]
    expect(answers.map(({ status, body }) => [status, body.type, body.detail])).toEqual([
      [409, 'assignee_inactive', `${gone.full_name} is not active`],
      [409, 'assignee_not_a_rep', 'Bo is not a rep'],
      [404, 'not_found', 'User not found'],
      [404, 'not_found', 'Assignment not found'],
    ])
    expect(await api.db.sql(history, [lead.id])).toEqual(before)
    expect(await api.db.sql(told, [lead.id])).toEqual([])
  })

  it('refuses an assignment that has ended', async () => {
    await transfer(manager, { user_id: rep2!.id })
    const { status, body } = await transfer(manager, { user_id: rep3!.id })
    expect([status, body.type]).toEqual([409, 'assignment_not_active'])
  })

  it('refuses strangers, reps and bad input', async () => {
    expect((await transfer(undefined, { user_id: rep2!.id })).status).toBe(401)
    expect((await transfer(rep1, { user_id: rep2!.id })).status).toBe(403)
    expect((await transfer(manager, {})).status).toBe(400)
    expect((await transfer(manager, { user_id: rep2!.id }, 'not-an-id')).status).toBe(400)
    expect(await ownerOf(lead.id)).toBe(rep1!.id)
  })

  it('lets exactly one of two simultaneous transfers win', async () => {
    for (let round = 0; round < 20; round++) {
      const contested = await api.build.lead()
      const { id } = await api.build.assignment(contested, rep1!)
      const answers = await Promise.all([
        transfer(manager, { user_id: rep2!.id }, id),
        transfer(boss, { user_id: rep3!.id }, id),
      ])
      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409])
      const winner = answers.find(({ status }) => status === 201)!.body.user.id
      expect(await ownerOf(contested.id)).toBe(winner)
      const rows = await api.db.sql(history, [contested.id])
      expect(rows.map((row) => row.status).toSorted()).toEqual(['active', 'transferred'])
    }
  })

  it('lets either the completion or the transfer win when they come at once', async () => {
    for (let round = 0; round < 20; round++) {
      lead = await api.build.lead()
      assignmentId = (await api.build.assignment(lead, rep1!)).id
      const [done, handed] = await Promise.all([complete(rep1!), transfer(manager, { user_id: rep2!.id })])
      const rows = await api.db.sql(history, [lead.id])
      if (done.status === 200) {
        expect([handed.status, handed.body.type]).toEqual([409, 'assignment_not_active'])
        expect(rows.map((row) => row.status)).toEqual(['completed'])
      } else {
        expect([done.status, done.body.type, handed.status]).toEqual([409, 'assignment_not_active', 201])
        expect(rows.map((row) => row.status)).toEqual(['transferred', 'active'])
      }
    }
  })
})
