import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { statement } from '../db/sql.ts'

let api: TestApi
let admin: TestUser
let rep1: TestUser
let rep2: TestUser
beforeAll(async () => {
  api = await testApi()
  admin = await api.build.user('ada', 'admin')
  rep1 = await api.build.user('rep1')
  rep2 = await api.build.user('rep2')
})
afterAll(() => api.close())

const times = <Result>(count: number, work: (index: number) => PromiseLike<Result>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)))
const statusesOf = (answers: { status: number }[]) => answers.map(({ status }) => status).sort()
const count = async (text: string, ...values: unknown[]) =>
  (await api.db.sql(statement<{ n: number }>(`test_${text.length}_${text.slice(-30)}`, text), values))[0]?.n

describe('the same thing at the same time', () => {
  it('makes one user of twenty registrations', async () => {
    const account = { email: 'one@example.com', full_name: 'One', password: 'four-brown-foxes-7' }
    const answers = await times(20, (index) =>
      api.call('post', '/api/auth/register', {
        body: {
          ...account,
          username: `one${index}`,
          email: index % 2 ? 'ONE@example.com ' : 'one@example.com',
        },
      }),
    )
    expect(statusesOf(answers)).toEqual([201, ...Array(19).fill(409)])
    expect(await count(`select count(*)::int as n from users where email = $1`, 'one@example.com')).toBe(1)
  }, 30_000)

  it('makes one lead of twenty with the same e-mail', async () => {
    const body = { name: 'One', email: 'lead-one@example.com' }
    const answers = await times(20, () => api.call('post', '/api/leads', { as: rep1, body }))
    expect(statusesOf(answers)).toEqual([201, ...Array(19).fill(409)])
  })

  it('completes or transfers an assignment, and not both', async () => {
    for (let round = 0; round < 10; round++) {
      const lead = await api.build.lead()
      const { id } = await api.build.assignment(lead, rep1)
      const answers = await Promise.all([
        api.call('post', `/api/assignments/${id}/complete`, { as: rep1 }),
        api.call('post', `/api/assignments/${id}/transfer`, { as: admin, body: { user_id: rep2.id } }),
        api.call('delete', `/api/assignments/${id}`, { as: admin }),
        api.call('post', '/api/assignments', { as: admin, body: { lead_id: lead.id, user_id: rep2.id } }),
      ])
      expect(
        answers.every(({ status }) => status < 500),
        statusesOf(answers).join(),
      ).toBe(true)
      const ended = answers.slice(0, 3).filter(({ status }) => status < 300)
      expect(ended).toHaveLength(1)
      const primaries = await count(
        `select count(*)::int as n from assignments where lead_id = $1 and status = 'active' and is_primary`,
        lead.id,
      )
      expect(primaries).toBeLessThanOrEqual(1)
    }
  })

  it('keeps every status change, each from where the one before ended', async () => {
    const lead = await api.build.lead({ ownerId: rep1.id })
    const steps = ['contacted', 'qualified', 'proposal', 'negotiation', 'won', 'lost', 'new']
    const answers = await times(21, (index) =>
      api.call('put', `/api/leads/${lead.id}/status`, { as: rep1, body: { status: steps[index % 7] } }),
    )
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true)
    const done = answers.filter(({ status }) => status === 200).length
    const entries = `select count(*)::int as n from activities where activity_type = 'status_change' and lead_id = $1`
    expect(await count(entries, lead.id)).toBe(done)
  })

  it('counts every one of fifty activities', async () => {
    const lead = await api.build.lead({ ownerId: rep1.id })
    const answers = await times(50, () =>
      api.call('post', `/api/leads/${lead.id}/activity`, { as: rep1, body: { activity_type: 'email_open' } }),
    )
    expect(new Set(statusesOf(answers))).toEqual(new Set([201]))
    expect(await count(`select count(*)::int as n from activities where lead_id = $1`, lead.id)).toBe(50)
    const { body } = await api.call('get', `/api/leads/${lead.id}/score`, { as: rep1 })
    const stored = await api.call('get', `/api/leads/${lead.id}`, { as: rep1 })
    expect(stored.body.current_score).toBe(body.total_score)
  })

  it('deletes a lead while everybody works on it: 2xx, 404 or 409, nothing left behind', async () => {
    const seen = new Set<number>()
    for (let round = 0; round < 25; round++) {
      const lead = await api.build.lead()
      const { id } = await api.build.assignment(lead, rep1)
      const path = `/api/leads/${lead.id}`
      const body = { lead_id: lead.id, content: 'x' }
      const { body: note } = await api.call('post', '/api/notes', { as: rep1, body })
      const answers = await Promise.all([
        api.call('post', `${path}/activity`, { as: rep1, body: { activity_type: 'call' } }),
        api.call('post', '/api/notes', { as: rep1, body }),
        api.call('post', '/api/notes', { as: admin, body }),
        api.call('put', `${path}/status`, { as: rep1, body: { status: 'won' } }),
        api.call('patch', path, { as: rep1, body: { title: 'CEO' } }),
        api.call('delete', path, { as: admin }),
        api.call('delete', path, { as: admin }),
        api.call('patch', `/api/notes/${note.id}`, { as: rep1, body: { content: 'y' } }),
        api.call('post', `/api/assignments/${id}/transfer`, { as: admin, body: { user_id: rep2.id } }),
        api.call('post', '/api/assignments', {
          as: admin,
          body: { lead_id: lead.id, user_id: rep2.id, is_primary: false },
        }),
        api.call('get', `${path}/score`, { as: rep1 }),
        api.call('get', path, { as: rep1 }),
      ])
      for (const { status, text } of answers) {
        expect([200, 201, 204, 404, 409], text).toContain(status)
        seen.add(status)
      }
      expect(statusesOf(answers.slice(5, 7))).toEqual([204, 404])
      for (const table of ['activities', 'notes', 'assignments', 'score_history']) {
        expect(await count(`select count(*)::int as n from ${table} where lead_id = $1`, lead.id)).toBe(0)
      }
    }
    console.log(`deletes against ten others, 25 rounds: answers ${[...seen].sort().join(', ')}`)
  }, 60_000)

  it('leaves an admin when admins demote each other', async () => {
    for (let round = 0; round < 10; round++) {
      const other = await api.build.user(`other${round}`, 'admin')
      const demote = (as: TestUser, who: TestUser) =>
        api.call('patch', `/api/users/${who.id}`, {
          as,
          body: round % 2 ? { role: 'manager' } : { is_active: false },
        })
      const answers = await Promise.all([
        demote(admin, other),
        demote(other, admin),
        demote(other, other),
        demote(admin, admin),
      ])
      expect(
        answers.every(({ status }) => [200, 401, 403, 409].includes(status)),
        statusesOf(answers).join(),
      ).toBe(true)
      const admins = await api.db.sql(
        statement<{ id: string }>('test_admins', `select id from users where role = 'admin' and is_active`),
      )
      expect(admins).toHaveLength(1)
      const restore = `update users set role = case when id = '${admin.id}' then 'admin'::role else 'manager' end, is_active = true where role = 'admin' or id = '${admin.id}'`
      await api.db.sql({ name: undefined, text: restore })
      admin = await api.build.user(`ada${round}`, 'admin')
      await api.db.sql({
        name: undefined,
        text: `update users set role = 'manager' where role = 'admin' and id <> '${admin.id}'`,
      })
    }
  }, 30_000)
})
