import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type AuditTrail, auditTrail } from '../../test/audit-trail.ts'
import type { TestLead, TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { statement } from '../db/sql.ts'
import { findLiveOverride } from './find-live-override.ts'

let api: TestApi
let [admin, manager, rita, omar]: TestUser[] = []
let lead: TestLead
let audit: AuditTrail
let now = new Date()
const day = 86_400_000
const inDays = (days: number) => new Date(now.getTime() + days * day).toISOString()

beforeAll(async () => {
  api = await testApi({ clock: () => now })
  admin = await api.build.user('bo', 'admin')
  manager = await api.build.user('marta', 'manager')
  rita = await api.build.user('rita')
  omar = await api.build.user('omar')
  audit = await auditTrail(api, admin)
})
afterAll(() => api.close())
beforeEach(async () => {
  now = new Date()
  lead = await api.build.lead({ name: 'Ada Berg', score: 62 })
  await api.build.assignment(lead, rita!)
  await audit.news()
})

const good = () => ({ score: 90, reason: 'Signed the letter of intent', expires_at: inDays(30) })
const put = (as: TestUser | undefined, body: object = good(), id = lead.id) =>
  api.call('put', `/api/leads/${id}/override`, { ...(as ? { as } : {}), body })
const end = (as?: TestUser, id = lead.id) => api.call('delete', `/api/leads/${id}/override`, as ? { as } : {})
const shown = async () =>
  (await api.call('get', `/api/leads/${lead.id}/verdicts`, { as: rita! })).body.override
const rows = statement<{ score: number; ended_at: string | null; ended_by_id: string | null }>(
  'test_overrides',
  'select score, ended_at, ended_by_id from score_overrides where lead_id = $1 order by created_at, id',
)
const stored = () => api.db.sql(rows, [lead.id])
const scored = statement<{ current_score: number; classification: string; version: number }>(
  'test_scored',
  'select current_score, classification, version from leads where id = $1',
)

describe('PUT /api/leads/:id/override', () => {
  it('keeps another score with its owner, reason and date, and leaves the computed one alone', async () => {
    const before = await api.db.sql(scored, [lead.id])
    const { status, body } = await put(rita)
    expect(status).toBe(200)
    expect(body).toEqual({
      id: expect.any(String),
      lead_id: lead.id,
      user: { id: rita!.id, full_name: 'Rita' },
      score: 90,
      classification: 'hot',
      reason: 'Signed the letter of intent',
      created_at: now.toISOString(),
      expires_at: inDays(30),
      ended_at: null,
    })
    expect(await shown()).toEqual(body)
    expect(await api.db.sql(scored, [lead.id])).toEqual(before)
    expect(await audit.only()).toMatchObject({
      action: 'score_overridden',
      actor: { id: rita!.id },
      entity_type: 'lead',
      entity_id: lead.id,
      before: null,
      after: { score: 90, reason: 'Signed the letter of intent', expires_at: inDays(30) },
    })
  })

  it.each([
    [0, 'cold'],
    [49, 'cold'],
    [50, 'warm'],
    [80, 'hot'],
    [100, 'hot'],
  ])('calls %i %s, by the thresholds in force', async (score, classification) => {
    expect((await put(rita, { ...good(), score })).body).toMatchObject({ score, classification })
  })

  it('takes the place of the own one before', async () => {
    await put(rita)
    now = new Date(now.getTime() + 60_000)
    await audit.news()
    const { body } = await put(rita, { ...good(), score: 20 })
    expect(await shown()).toEqual(body)
    expect(await stored()).toEqual([
      { score: 90, ended_at: now.toISOString(), ended_by_id: rita!.id },
      { score: 20, ended_at: null, ended_by_id: null },
    ])
    expect(await audit.only()).toMatchObject({ before: { score: 90, user_name: 'Rita' } })
  })

  it('lets a manager replace that of a rep, and no rep that of somebody else', async () => {
    await api.build.assignment(lead, omar!, false)
    await put(rita)
    const refused = await put(omar, { ...good(), score: 5 })
    expect([refused.status, refused.body.type]).toEqual([403, 'not_allowed'])
    expect(await shown()).toMatchObject({ score: 90, user: { id: rita!.id } })
    expect((await put(manager, { ...good(), score: 40 })).status).toBe(200)
    expect((await put(rita)).status).toBe(403)
    expect(await shown()).toMatchObject({ score: 40, user: { id: manager!.id } })
  })

  it('stops counting when it expires, and leaves the place free for anybody', async () => {
    await api.build.assignment(lead, omar!, false)
    await put(rita, { ...good(), expires_at: inDays(1) })
    const expiresAt = inDays(1)
    now = new Date(now.getTime() + day)
    expect(await shown()).toBeNull()
    expect(await findLiveOverride(api.db, lead.id, now)).toBeNull()
    expect((await end(rita)).status).toBe(404)
    expect((await put(omar, { ...good(), score: 10 })).status).toBe(200)
    expect(await stored()).toEqual([
      { score: 90, ended_at: expiresAt, ended_by_id: null },
      { score: 10, ended_at: null, ended_by_id: null },
    ])
  })

  it('keeps one of several that come at once', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map((score) => put(manager, { ...good(), score })))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect((await stored()).filter((row) => row.ended_at === null)).toHaveLength(1)
  })

  it('lasts ninety days at most', async () => {
    expect((await put(rita, { ...good(), expires_at: inDays(90) })).status).toBe(200)
  })

  it.each([
    ['a past date', () => ({ expires_at: inDays(-1) })],
    ['this very moment', () => ({ expires_at: inDays(0) })],
    ['more than ninety days', () => ({ expires_at: inDays(90.01) })],
    ['a date without a time', () => ({ expires_at: '2026-12-01' })],
    ['no reason', () => ({ reason: '  ' })],
    ['too long a reason', () => ({ reason: 'x'.repeat(501) })],
    ['a score above 100', () => ({ score: 101 })],
    ['a score below 0', () => ({ score: -1 })],
    ['half a point', () => ({ score: 50.5 })],
    ['an unknown field', () => ({ user_id: omar!.id })],
  ])('refuses %s', async (_, part) => {
    const { status, body } = await put(rita, { ...good(), ...part() })
    expect([status, body.type]).toEqual([400, 'validation_error'])
    expect([await stored(), await audit.news()]).toEqual([[], []])
  })

  it('refuses strangers and hides leads out of sight', async () => {
    expect((await put(undefined)).status).toBe(401)
    const unseen = await put(omar)
    expect([unseen.status, unseen.body.detail]).toEqual([404, 'Lead not found'])
    expect((await put(rita, good(), 'x')).status).toBe(400)
    expect(await stored()).toEqual([])
  })
})

describe('DELETE /api/leads/:id/override', () => {
  beforeEach(async () => {
    await put(rita)
    await audit.news()
  })

  it.each(['owner', 'manager', 'admin'])('lets the %s end it', async (who) => {
    const actor = { owner: rita, manager, admin }[who]!
    const { status, text } = await end(actor)
    expect([status, text, await shown()]).toEqual([204, '', null])
    expect(await stored()).toEqual([{ score: 90, ended_at: now.toISOString(), ended_by_id: actor.id }])
    expect(await audit.only()).toMatchObject({
      action: 'override_ended',
      actor: { id: actor.id },
      entity_id: lead.id,
      before: { score: 90, reason: 'Signed the letter of intent', user_name: 'Rita' },
    })
    expect((await end(actor)).body.detail).toBe('Override not found')
  })

  it('refuses another rep, hides leads out of sight, and strangers', async () => {
    expect((await end(omar)).body.detail).toBe('Lead not found')
    await api.build.assignment(lead, omar!, false)
    const { status, body } = await end(omar)
    expect([status, body.type]).toEqual([403, 'not_allowed'])
    expect((await end()).status).toBe(401)
    expect((await end(rita, 'x')).status).toBe(400)
    expect(await shown()).toMatchObject({ score: 90 })
  })

  it('finds none where there is none', async () => {
    const other = await api.build.lead()
    expect((await end(manager, other.id)).status).toBe(404)
  })
})
