import { randomUUID } from 'node:crypto'
import { dealershipModel, scoringPresets } from '@leadglass/scoring'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AuditTrail, auditTrail } from '../../test/audit-trail.ts'
import type { TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
let [ada, max, rita]: TestUser[] = []
let trail: AuditTrail
beforeAll(async () => {
  api = await testApi()
  ada = await api.build.user('ada', 'admin')
  max = await api.build.user('max', 'manager')
  rita = await api.build.user('rita')
  trail = await auditTrail(api, ada)
})
afterAll(() => api.close())

const { b2b } = scoringPresets
const create = (body: object, as: TestUser | undefined = ada) =>
  api.call('post', '/api/scoring/drafts', { as, body })
const drafts = async () => (await api.call('get', '/api/scoring/drafts', { as: max })).body.items

describe('POST /api/scoring/drafts', () => {
  it('begins from the rules in force and says who began it', async () => {
    const { body } = await create({}).expect(201)
    expect(body).toMatchObject({
      name: b2b.name,
      based_on: 1,
      revision: 1,
      rule_count: b2b.rules.length,
      created_by: { id: ada?.id, full_name: 'Ada' },
      publish_at: null,
      impact_job: null,
    })
    expect(body.document).toEqual(b2b)
    expect(await trail.only()).toMatchObject({
      action: 'scoring_draft_created',
      entity_type: 'scoring',
      entity_id: body.id,
      actor: { id: ada?.id },
      after: { based_on: 1, rules: b2b.rules.length, from_file: false },
    })
    expect((await drafts())[0]).toMatchObject({ id: body.id, name: b2b.name })
    expect((await drafts())[0]).not.toHaveProperty('document')
    await api.call('delete', `/api/scoring/drafts/${body.id}`, { as: ada }).expect(204)
  })

  it('takes the rules of a file and gives them back exactly', async () => {
    const { body } = await create({ name: 'From a file', document: dealershipModel }).expect(201)
    expect(body).toMatchObject({ name: 'From a file', based_on: 1 })
    const { body: read } = await api.call('get', `/api/scoring/drafts/${body.id}`, { as: max }).expect(200)
    expect(read.document).toEqual(dealershipModel)
    const again = await create({ document: read.document }).expect(201)
    expect(again.body.document).toEqual(dealershipModel)
    expect(again.body.name).toBe(dealershipModel.name)
  })

  it('begins from an old version', async () => {
    const { body } = await create({ from_version: 1 }).expect(201)
    expect(body.document).toEqual(b2b)
    await create({ from_version: 99 }).expect(404)
  })

  it.each([
    [{ document: { ...b2b, rules: [{ ...b2b.rules[0], points: '3' }] } }, 'document.rules[0].points'],
    [{ document: { ...b2b, rules: [{ ...b2b.rules[0], kind: 'magic' }] } }, 'document.rules[0].kind'],
    [{ document: { ...b2b, luck: 1 } }, 'document.luck'],
    [{ from_version: 0 }, 'from_version'],
    [{ from_version: 1, document: b2b }, 'from_version'],
    [{ name: '' }, 'name'],
  ])('refuses a wrong shape and names the field: case %#', async (body, field) => {
    const before = await drafts()
    const answer = await create(body).expect(400)
    expect(answer.body).toMatchObject({ type: 'validation_error', errors: [{ field }] })
    expect(await drafts()).toEqual(before)
  })

  it('says what the engine refuses, by the place and by the label of the rule', async () => {
    const [first, second] = b2b.rules
    const rules = [first, { ...second, id: first?.id }]
    const before = await drafts()
    await trail.news()
    const { body } = await create({
      document: { ...b2b, thresholds: { hot: 50, warm: 80 }, rules },
    }).expect(400)
    expect(body.type).toBe('rules_invalid')
    expect(body.errors).toEqual([
      { field: 'document.thresholds.warm', message: 'thresholds.warm must not be above thresholds.hot' },
      {
        field: 'document.rules[1].id',
        message: `Rule "${second?.label}" (${first?.id}): id must be unique`,
      },
    ])
    expect(await drafts()).toEqual(before)
    expect(await trail.news()).toEqual([])
  })

  it('is for admins; managers read, reps see nothing', async () => {
    await create({}, rita).expect(403)
    await create({}, max).expect(403)
    await api.call('get', '/api/scoring/drafts', { as: rita }).expect(403)
    await api.call('post', '/api/scoring/drafts', { body: {} }).expect(401)
    await api.call('get', `/api/scoring/drafts/${randomUUID()}`, { as: max }).expect(404)
  })
})

describe('DELETE /api/scoring/drafts/:id', () => {
  it('throws a draft away, once', async () => {
    const { body } = await create({}).expect(201)
    await trail.news()
    const path = `/api/scoring/drafts/${body.id}`
    await api.call('delete', path, { as: max }).expect(403)
    await api.call('delete', path, { as: ada }).expect(204)
    expect(await trail.news()).toMatchObject([
      { action: 'permission_denied' },
      { action: 'scoring_draft_deleted', entity_id: body.id, before: { revision: 1 } },
    ])
    await api.call('delete', path, { as: ada }).expect(404)
    await api.call('get', path, { as: ada }).expect(404)
  })
})
