import { randomUUID } from 'node:crypto'
import { type ScoringModel, scoringPresets } from '@leadglass/scoring'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AuditTrail, auditTrail } from '../../test/audit-trail.ts'
import type { TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
let ada: TestUser
let alma: TestUser
let max: TestUser
let trail: AuditTrail
beforeAll(async () => {
  api = await testApi()
  ada = await api.build.user('ada', 'admin')
  alma = await api.build.user('alma', 'admin')
  max = await api.build.user('max', 'manager')
  trail = await auditTrail(api, ada)
})
afterAll(() => api.close())

const { b2b } = scoringPresets
const [first] = b2b.rules
const withPoints = (points: number): ScoringModel => ({
  ...b2b,
  rules: b2b.rules.map((rule, index) => (index === 0 ? { ...rule, points } : rule)),
})
const newDraft = async (): Promise<string> =>
  (await api.call('post', '/api/scoring/drafts', { as: ada, body: {} }).expect(201)).body.id
const save = (id: string, body: object, as = ada) =>
  api.call('put', `/api/scoring/drafts/${id}`, { as, body })
const read = async (id: string) => (await api.call('get', `/api/scoring/drafts/${id}`, { as: max })).body

describe('PUT /api/scoring/drafts/:id', () => {
  it('saves the next revision and says in the audit log which rule changed', async () => {
    const id = await newDraft()
    await trail.news()
    const { body } = await save(id, { revision: 1, name: 'Bolder', document: withPoints(17) }, alma).expect(
      200,
    )
    expect(body).toMatchObject({
      revision: 2,
      name: 'Bolder',
      based_on: 1,
      updated_by: { full_name: 'Alma' },
    })
    expect(body.document).toEqual(withPoints(17))
    expect(await read(id)).toEqual(body)
    expect(await trail.only()).toMatchObject({
      action: 'scoring_draft_saved',
      entity_id: id,
      before: { revision: 1, [`rules.${first?.id}.points`]: first?.points },
      after: { revision: 2, [`rules.${first?.id}.points`]: 17 },
    })
    expect((await save(id, { revision: 2, document: b2b }).expect(200)).body.name).toBe('Bolder')
  })

  it('refuses to save over what somebody else has saved', async () => {
    const id = await newDraft()
    await save(id, { revision: 1, document: withPoints(11) }, alma).expect(200)
    const before = await read(id)
    await trail.news()
    const { body } = await save(id, { revision: 1, document: withPoints(12) }).expect(409)
    expect(body).toMatchObject({ type: 'draft_changed', detail: expect.stringContaining('Alma') })
    await save(id, { revision: 3, document: withPoints(12) }).expect(409)
    expect(await read(id)).toEqual(before)
    expect(await trail.news()).toEqual([])
  })

  it('lets one of two admins who save at once win', async () => {
    const id = await newDraft()
    const answers = await Promise.all(
      [ada, alma, ada, alma].map((as, index) => save(id, { revision: 1, document: withPoints(index) }, as)),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409])
    const saved = answers.find(({ status }) => status === 200)?.body
    expect(await read(id)).toEqual(saved)
    expect(saved.revision).toBe(2)
  })

  it('refuses rules that the engine refuses, and changes nothing', async () => {
    const id = await newDraft()
    const before = await read(id)
    const rules = b2b.rules.map((rule) =>
      rule.kind === 'silence'
        ? { ...rule, points: 5 }
        : { ...rule, ...('halfLifeInDays' in rule ? { halfLifeInDays: 1e6 } : {}) },
    )
    const { body } = await save(id, { revision: 1, document: { ...b2b, rules } }).expect(400)
    expect(body.type).toBe('rules_invalid')
    const silence = b2b.rules.findIndex((rule) => rule.kind === 'silence')
    expect(body.errors).toContainEqual({
      field: `document.rules[${silence}].points`,
      message: `Rule "${b2b.rules[silence]?.label}" (${b2b.rules[silence]?.id}): points must not be above 0: silence never adds to a score`,
    })
    await save(id, { document: b2b }).expect(400)
    await save(id, { revision: 1 }).expect(400)
    expect(await read(id)).toEqual(before)
  })

  it('takes the date of the revision before back', async () => {
    const id = await newDraft()
    const publish_at = new Date(Date.now() + 3_600_000).toISOString()
    const body = { revision: 1, reason: 'New quarter', publish_at }
    await api.call('post', `/api/scoring/drafts/${id}/schedule`, { as: ada, body }).expect(200)
    await trail.news()
    const saved = await save(id, { revision: 1, document: withPoints(8) }, alma).expect(200)
    expect(saved.body).toMatchObject({ publish_at: null, scheduled_by: null, reason: 'New quarter' })
    // Both are of the same moment.
    expect((await trail.news()).map(({ action }) => action).sort()).toEqual([
      'scoring_draft_saved',
      'scoring_draft_unscheduled',
    ])
  })

  it('is for admins, and for drafts that exist', async () => {
    const id = await newDraft()
    await save(id, { revision: 1, document: b2b }, max).expect(403)
    await save(randomUUID(), { revision: 1, document: b2b }).expect(404)
    await api.call('put', `/api/scoring/drafts/${id}`, { body: {} }).expect(401)
  })
})
