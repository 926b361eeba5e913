import { randomUUID } from 'node:crypto'
import { type ScoringModel, scoringPresets } from '@leadglass/scoring'
import { describe, expect, it } from 'vitest'
import { auditTrail } from '../../test/audit-trail.ts'
import type { TestUser } from '../../test/factories.ts'
import { runJobs } from '../../test/run-jobs.ts'
import { ownTestApi, type TestApi } from '../../test/test-api.ts'

const { b2b } = scoringPresets
const [first] = b2b.rules

async function scene() {
  const api = await ownTestApi()
  const ada = await api.build.user('ada', 'admin')
  const alma = await api.build.user('alma', 'admin')
  const max = await api.build.user('max', 'manager')
  const draft = async (points = 20): Promise<string> => {
    const document: ScoringModel = {
      ...b2b,
      rules: b2b.rules.map((rule, index) => (index === 0 ? { ...rule, points } : rule)),
    }
    const body = { name: `Points ${points}`, document }
    return (await api.call('post', '/api/scoring/drafts', { as: ada, body }).expect(201)).body.id
  }
  const publish = (id: string, body: object = { revision: 1, reason: 'Why not' }, as: TestUser = ada) =>
    api.call('post', `/api/scoring/drafts/${id}/publish`, { as, body })
  return { api, ada, alma, max, draft, publish }
}

const activeOf = async (api: TestApi, as: TestUser) =>
  (await api.call('get', '/api/scoring/versions/active', { as }).expect(200)).body
const versionsOf = async (api: TestApi, as: TestUser, query: Record<string, string> = {}) =>
  (await api.call('get', '/api/scoring/versions', { as, query }).expect(200)).body

describe('POST /api/scoring/drafts/:id/publish', () => {
  it('puts the draft in force as the next version, with author and reason', async () => {
    const { api, ada, max, draft, publish } = await scene()
    const trail = await auditTrail(api, ada)
    const id = await draft(20)
    await trail.news()
    const { body } = await publish(id, { revision: 1, reason: 'More for the first rule' }).expect(201)
    expect(body).toMatchObject({
      version: 2,
      name: 'Points 20',
      is_active: true,
      author: { id: ada.id, full_name: 'Ada' },
      reason: 'More for the first rule',
      restores_version: null,
      learned: null,
      rule_count: b2b.rules.length,
    })
    const active = await activeOf(api, max)
    expect(active).toMatchObject({ ...body, card: null, scale: null })
    expect(active.document.rules[0].points).toBe(20)
    const { items } = await versionsOf(api, max)
    expect(items.map(({ version, is_active }: typeof body) => [version, is_active])).toEqual([
      [2, true],
      [1, false],
    ])
    await api.call('get', `/api/scoring/drafts/${id}`, { as: ada }).expect(404)
    expect(await trail.only()).toMatchObject({
      action: 'scoring_published',
      entity_type: 'scoring',
      entity_id: body.id,
      entity_name: 'Version 2: Points 20',
      before: { [`rules.${first?.id}.points`]: first?.points },
      after: { [`rules.${first?.id}.points`]: 20, version: 2, reason: 'More for the first rule' },
    })
  })

  it('tells the other managers and asks for every lead to be scored and every outcome to be judged again', async () => {
    const { api, ada, max, draft, publish } = await scene()
    const { body } = await publish(await draft()).expect(201)
    const noticesOf = async (as: TestUser) => (await api.call('get', '/api/notifications', { as })).body.items
    expect(await noticesOf(max)).toMatchObject([
      {
        notification_type: 'scoring_published',
        title: 'Scoring version 2 is in force',
        message: 'Ada published it: Why not',
      },
    ])
    expect(await noticesOf(ada)).toEqual([])
    const jobs = await api.db.pool.query(
      'select kind, input, requested_by_id from background_jobs order by kind',
    )
    expect(jobs.rows).toEqual([
      { kind: 'judge', input: { modelId: body.id }, requested_by_id: ada.id },
      { kind: 'rescore', input: { modelId: body.id }, requested_by_id: ada.id },
    ])
  })

  it('makes every lead say that the new version scored it, with a history that says why', async () => {
    const { api, ada, draft, publish } = await scene()
    const leads: string[] = []
    for (const title of ['CEO', 'Student', null]) {
      const { body } = await api
        .call('post', '/api/leads', { as: ada, body: { name: 'Acme', title } })
        .expect(201)
      await api.call('post', `/api/leads/${body.id}/activity`, {
        as: ada,
        body: { activity_type: 'email_open' },
      })
      leads.push(body.id)
    }
    const scores = () =>
      Promise.all(
        leads.map(async (id) => (await api.call('get', `/api/leads/${id}/score`, { as: ada })).body),
      )
    expect((await scores()).map(({ model }) => model.version)).toEqual([1, 1, 1])
    const { body: version } = await publish(await draft()).expect(201)
    // Beside scoring and judging anew, whatever these ask for.
    expect(new Set(await runJobs(api))).toEqual(new Set(['succeeded']))
    for (const score of await scores()) {
      expect(score.model).toEqual({ id: version.id, version: 2, name: 'Points 20' })
      const sum = score.terms.reduce((total: number, term: { points: number }) => total + term.points, 0)
      expect(sum).toBe(score.total_score)
      const { body: lead } = await api.call('get', `/api/leads/${score.lead_id}`, { as: ada })
      expect(lead.current_score).toBe(score.total_score)
    }
    const { body: history } = await api.call('get', `/api/leads/${leads[0]}/score-history`, { as: ada })
    expect(history.items[0]).toMatchObject({ trigger: 'model', model_version: 2 })
  })

  it('refuses another revision, a missing reason and who may not, and changes nothing', async () => {
    const { api, ada, max, draft, publish } = await scene()
    const rita = await api.build.user('rita')
    const id = await draft()
    const { document } = (await api.call('get', `/api/scoring/drafts/${id}`, { as: ada })).body
    await api
      .call('put', `/api/scoring/drafts/${id}`, { as: ada, body: { revision: 1, document } })
      .expect(200)
    const before = await versionsOf(api, max)
    expect((await publish(id, { revision: 1, reason: 'x' }).expect(409)).body.type).toBe('draft_changed')
    expect((await publish(id, { revision: 2 }).expect(400)).body.errors[0].field).toBe('reason')
    await publish(id, { revision: 2, reason: ' ' }).expect(400)
    await publish(id, { revision: 2, reason: 'x' }, max).expect(403)
    await publish(id, { revision: 2, reason: 'x' }, rita).expect(403)
    await publish(randomUUID(), { revision: 1, reason: 'x' }).expect(404)
    await api.call('post', `/api/scoring/drafts/${id}/publish`, { body: {} }).expect(401)
    expect(await versionsOf(api, max)).toEqual(before)
    expect((await api.call('get', `/api/scoring/drafts/${id}`, { as: ada })).body.revision).toBe(2)
    expect((await api.db.pool.query('select 1 from background_jobs')).rowCount).toBe(0)
  })

  it('refuses rules that do not hold any more', async () => {
    const { api, ada, max, draft, publish } = await scene()
    const id = await draft()
    await api.db.pool.query(
      `update scoring_drafts set document = jsonb_set(document, '{thresholds,warm}', '99')`,
    )
    const { body } = await publish(id).expect(400)
    expect(body).toMatchObject({ type: 'rules_invalid', errors: [{ field: 'document.thresholds.warm' }] })
    expect((await activeOf(api, max)).version).toBe(1)
    await api.call('get', `/api/scoring/drafts/${id}`, { as: ada }).expect(200)
  })

  it('publishes a draft once when two admins do so at the same moment', async () => {
    const { api, ada, alma, max, draft, publish } = await scene()
    const id = await draft()
    const why = { revision: 1, reason: 'At once' }
    const answers = await Promise.all([publish(id, why, ada), publish(id, why, alma), publish(id, why, ada)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 404, 404])
    expect((await versionsOf(api, max)).total).toBe(2)
  })

  it('publishes several drafts at the same moment one after the other', async () => {
    const { api, max, draft, publish } = await scene()
    const ids = await Promise.all([1, 2, 3, 4, 5].map(draft))
    const answers = await Promise.all(ids.map((id) => publish(id)))
    expect(answers.map(({ status, body }) => [status, body.version]).toSorted()).toEqual(
      [2, 3, 4, 5, 6].map((version) => [201, version]),
    )
    const active = await api.db.pool.query('select version from scoring_models where is_active')
    expect(active.rows).toEqual([{ version: 6 }])
    const pages = [await versionsOf(api, max, { per_page: '4' })]
    pages.push(await versionsOf(api, max, { per_page: '4', cursor: pages[0].next_cursor }))
    expect(pages.flatMap((page) => page.items.map((one: { version: number }) => one.version))).toEqual([
      6, 5, 4, 3, 2, 1,
    ])
  })
})
