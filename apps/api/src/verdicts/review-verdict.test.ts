import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type AuditTrail, auditTrail } from '../../test/audit-trail.ts'
import type { TestLead, TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
let [admin, manager, rita]: TestUser[] = []
let lead: TestLead
let audit: AuditTrail
let id: string

beforeAll(async () => {
  api = await testApi()
  admin = await api.build.user('bo', 'admin')
  manager = await api.build.user('marta', 'manager')
  rita = await api.build.user('rita')
  audit = await auditTrail(api, admin)
})
afterAll(() => api.close())
beforeEach(async () => {
  lead = await api.build.lead({ name: 'Ada Berg', score: 62 })
  await api.build.assignment(lead, rita!)
  id = (await give(rita!)).id
  await audit.news()
})

const give = async (as: TestUser) =>
  (await api.call('post', `/api/leads/${lead.id}/verdicts`, { as, body: { verdict: 'too_high' } })).body
const review = (as: TestUser | undefined, body: object = {}, of = id) =>
  api.call('post', `/api/verdicts/${of}/review`, { ...(as ? { as } : {}), body })
const noticesOf = async (as: TestUser) =>
  (await api.call('get', '/api/notifications', { as })).body.items.filter(
    (one: { lead_id: string }) => one.lead_id === lead.id,
  )

describe('POST /api/verdicts/:id/review', () => {
  it('says who looked at it and what came of it, and tells the author', async () => {
    const { status, body } = await review(manager, { note: ' We count the budget less now ' })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      id,
      verdict: 'too_high',
      reviewed_at: expect.any(String),
      reviewed_by: { id: manager!.id, full_name: 'Marta' },
      review_note: 'We count the budget less now',
    })
    const { items } = (await api.call('get', `/api/leads/${lead.id}/verdicts`, { as: rita! })).body
    expect(items).toEqual([body])
    expect(await noticesOf(rita!)).toMatchObject([
      {
        notification_type: 'verdict_reviewed',
        title: 'Your verdict on Ada Berg was read',
        message: 'Marta: We count the budget less now',
        link: `/leads/${lead.id}`,
      },
    ])
    expect(await audit.only()).toMatchObject({
      action: 'verdict_reviewed',
      actor: { id: manager!.id },
      entity_id: lead.id,
      after: { verdict: 'too_high', review_note: 'We count the budget less now', author: 'Rita' },
    })
  })

  it('needs no note', async () => {
    const { body } = await review(admin)
    expect(body).toMatchObject({ review_note: null, reviewed_by: { full_name: 'Bo' } })
    expect(await noticesOf(rita!)).toMatchObject([{ message: 'by Bo' }])
  })

  it('tells nobody who looks at the own word', async () => {
    const own = await give(manager!)
    expect((await review(manager, {}, own.id)).status).toBe(200)
    expect(await noticesOf(manager!)).toEqual([])
  })

  it('is done once, also by two at the same time', async () => {
    const answers = await Promise.all([review(manager), review(admin)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    const again = await review(admin, { note: 'changed' })
    expect([again.status, again.body.type]).toEqual([409, 'conflict'])
    expect(again.body.detail).toMatch(/^(Marta|Bo) has reviewed this verdict already$/)
    expect(await noticesOf(rita!)).toHaveLength(1)
    expect(await audit.news()).toHaveLength(1)
  })

  it('refuses reps, strangers, bad input and what does not exist', async () => {
    expect((await review(rita)).body.type).toBe('role_not_allowed')
    expect((await review(undefined)).status).toBe(401)
    expect((await review(manager, { note: 'x'.repeat(501) })).status).toBe(400)
    expect((await review(manager, { verdict: 'right' })).status).toBe(400)
    expect((await review(manager, {}, 'x')).status).toBe(400)
    expect((await review(manager, {}, lead.id)).status).toBe(404)
    const { items } = (await api.call('get', `/api/leads/${lead.id}/verdicts`, { as: rita! })).body
    expect(items).toMatchObject([{ reviewed_at: null, review_note: null }])
    expect(await noticesOf(rita!)).toEqual([])
  })
})
