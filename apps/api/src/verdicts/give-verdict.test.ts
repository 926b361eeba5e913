import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type AuditTrail, auditTrail } from '../../test/audit-trail.ts'
import type { TestLead, TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { statement } from '../db/sql.ts'

let api: TestApi
let [admin, manager, rita, omar]: TestUser[] = []
let lead: TestLead
let audit: AuditTrail

beforeAll(async () => {
  api = await testApi()
  admin = await api.build.user('bo', 'admin')
  manager = await api.build.user('marta', 'manager')
  rita = await api.build.user('rita')
  omar = await api.build.user('omar')
  audit = await auditTrail(api, admin)
})
afterAll(() => api.close())
beforeEach(async () => {
  lead = await api.build.lead({ name: 'Ada Berg', score: 62 })
  await api.build.assignment(lead, rita!)
  await audit.news()
})

const give = (as: TestUser | undefined, body: object, id = lead.id) =>
  api.call('post', `/api/leads/${id}/verdicts`, { ...(as ? { as } : {}), body })
const listed = async (as: TestUser = manager!) =>
  (await api.call('get', `/api/leads/${lead.id}/verdicts`, { as })).body.items
const review = (id: string) => api.call('post', `/api/verdicts/${id}/review`, { as: manager!, body: {} })
const setScore = statement<{ current_score: number }>(
  'test_set_score',
  `update leads set current_score = $2, fit_score = $2, classification = 'hot' where id = $1 returning current_score`,
)
const scoreOf = statement<{ current_score: number; version: number }>(
  'test_score_of',
  'select current_score, version from leads where id = $1',
)

describe('POST /api/leads/:id/verdicts', () => {
  it('keeps the word with the score, class and version of the moment, and leaves the score alone', async () => {
    const [before] = await api.db.sql(scoreOf, [lead.id])
    const { status, body } = await give(rita, { verdict: 'too_low', reason: ' Their CFO called me ' })
    expect(status).toBe(201)
    expect(body).toEqual({
      id: expect.any(String),
      lead_id: lead.id,
      user: { id: rita!.id, full_name: 'Rita' },
      verdict: 'too_low',
      reason: 'Their CFO called me',
      score: 62,
      classification: 'warm',
      model_version: 1,
      created_at: expect.any(String),
      reviewed_at: null,
      reviewed_by: null,
      review_note: null,
    })
    expect(await listed()).toEqual([body])
    expect(await api.db.sql(scoreOf, [lead.id])).toEqual([before])
    await api.db.sql(setScore, [lead.id, 91])
    expect(await listed()).toEqual([body])
  })

  it('is written down with what it replaces', async () => {
    await give(rita, { verdict: 'too_low', reason: 'hunch' })
    expect(await audit.only()).toMatchObject({
      action: 'verdict_given',
      actor: { id: rita!.id },
      entity_type: 'lead',
      entity_id: lead.id,
      entity_name: 'Ada Berg',
      before: null,
      after: { verdict: 'too_low', reason: 'hunch', score: 62, classification: 'warm', model_version: 1 },
    })
    await give(rita, { verdict: 'right' })
    expect(await audit.only()).toMatchObject({
      before: { verdict: 'too_low', reason: 'hunch' },
      after: { verdict: 'right', score: 62 },
    })
  })

  it('replaces the own older word while nobody has looked at it, and nobody else’s', async () => {
    await give(rita, { verdict: 'too_low' })
    const other = (await give(manager, { verdict: 'too_high' })).body
    await api.db.sql(setScore, [lead.id, 91])
    const newer = (await give(rita, { verdict: 'right' })).body
    expect(newer).toMatchObject({ verdict: 'right', score: 91, classification: 'hot' })
    expect(await listed()).toEqual([newer, other])
  })

  it('stands beside an older word that was looked at', async () => {
    const older = (await give(rita, { verdict: 'too_low' })).body
    await review(older.id).expect(200)
    const newer = (await give(rita, { verdict: 'too_high' })).body
    expect((await listed()).map(({ id }: { id: string }) => id)).toEqual([newer.id, older.id])
  })

  it('keeps one word of a person who says several at once', async () => {
    const answers = await Promise.all(
      ['too_low', 'too_high', 'right', 'too_low'].map((verdict) => give(rita, { verdict })),
    )
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201])
    expect(await listed()).toHaveLength(1)
  })

  it('takes the word of a rep who helps, and of an admin', async () => {
    await api.build.assignment(lead, omar!, false)
    expect((await give(omar, { verdict: 'right' })).status).toBe(201)
    expect((await give(admin, { verdict: 'right', reason: null })).status).toBe(201)
    expect(await listed(omar)).toHaveLength(2)
  })

  it.each([
    ['no word', {}],
    ['an unknown word', { verdict: 'wrong' }],
    ['too long a reason', { verdict: 'right', reason: 'x'.repeat(501) }],
    ['a field that is not its own', { verdict: 'right', score: 10 }],
  ])('refuses %s', async (_, body) => {
    expect((await give(rita, body)).status).toBe(400)
    expect([await listed(), await audit.news()]).toEqual([[], []])
  })

  it('refuses strangers and hides leads out of sight', async () => {
    expect((await give(undefined, { verdict: 'right' })).status).toBe(401)
    const unseen = await give(omar, { verdict: 'right' })
    expect([unseen.status, unseen.body.detail]).toEqual([404, 'Lead not found'])
    expect((await give(rita, { verdict: 'right' }, 'x')).status).toBe(400)
    expect((await give(manager, { verdict: 'right' }, rita!.id)).status).toBe(404)
    expect(await listed()).toEqual([])
  })
})

describe('GET /api/leads/:id/verdicts', () => {
  const list = (as?: TestUser, id = lead.id) => api.call('get', `/api/leads/${id}/verdicts`, as ? { as } : {})

  it('answers nothing for a lead of which nobody has spoken', async () => {
    const { status, body } = await list(rita)
    expect([status, body]).toEqual([200, { items: [], override: null }])
  })

  it('refuses strangers and hides leads out of sight', async () => {
    expect((await list()).status).toBe(401)
    expect((await list(omar)).status).toBe(404)
    expect((await list(rita, 'x')).status).toBe(400)
  })

  it('shows the newest hundred', async () => {
    const many = statement(
      'test_many_verdicts',
      `insert into score_verdicts (lead_id, user_id, verdict, score, classification, scoring_model_id, created_at,
                                   reviewed_at)
       select $1, $2, 'right', n, 'warm', (select id from scoring_models where is_active),
              now() + n * interval '1 minute', now()
         from generate_series(1, 101) n`,
    )
    await api.db.sql(many, [lead.id, rita!.id])
    const { body } = await list(rita)
    expect(body.items.map(({ score }: { score: number }) => score)).toEqual(
      Array.from({ length: 100 }, (_, index) => 101 - index),
    )
  })
})

describe('DELETE /api/verdicts/:id', () => {
  let id: string
  beforeEach(async () => {
    id = (await give(rita, { verdict: 'too_low', reason: 'hunch' })).body.id
    await audit.news()
  })
  const withdraw = (as?: TestUser, of = id) => api.call('delete', `/api/verdicts/${of}`, as ? { as } : {})

  it('takes the own word back', async () => {
    const { status, text } = await withdraw(rita)
    expect([status, text]).toEqual([204, ''])
    expect(await listed()).toEqual([])
    expect(await audit.only()).toMatchObject({
      action: 'verdict_withdrawn',
      entity_id: lead.id,
      before: { verdict: 'too_low', reason: 'hunch', score: 62 },
      after: null,
    })
    expect((await withdraw(rita)).status).toBe(404)
  })

  it('refuses everybody else who sees the lead', async () => {
    await api.build.assignment(lead, omar!, false)
    for (const other of [admin, manager, omar]) {
      const { status, body } = await withdraw(other)
      expect([status, body.type]).toEqual([403, 'not_allowed'])
    }
    expect(await listed()).toHaveLength(1)
  })

  it('keeps what was looked at', async () => {
    await review(id)
    const { status, body } = await withdraw(rita)
    expect([status, body.type]).toEqual([409, 'conflict'])
    expect(await listed()).toHaveLength(1)
  })

  it('hides it from those who do not see the lead, its author too', async () => {
    const unseen = await withdraw(omar)
    expect([unseen.status, unseen.body.detail]).toEqual([404, 'Verdict not found'])
    const { body } = await api.call('get', `/api/leads/${lead.id}/assignments`, { as: manager! })
    await api.call('delete', `/api/assignments/${body.items[0].id}`, { as: manager! })
    expect((await withdraw(rita)).status).toBe(404)
    expect(await listed()).toHaveLength(1)
  })

  it('refuses strangers, broken ids and what does not exist', async () => {
    expect((await withdraw()).status).toBe(401)
    expect((await withdraw(rita, 'x')).status).toBe(400)
    expect((await withdraw(rita, lead.id)).status).toBe(404)
  })
})
