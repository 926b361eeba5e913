import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestUser } from '../../test/factories.ts'
import { historyCsv, importCsv, makeHistory } from '../../test/history.ts'
import { runJobs } from '../../test/run-jobs.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
let ana: TestUser
let maria: TestUser
let ravi: TestUser
let modelId: string

const reason = 'Better on leads that it had not seen'
const publish = (as?: TestUser, body: unknown = { reason }, id = modelId) =>
  api.call('post', `/api/learning/models/${id}/publish`, { body, ...(as ? { as } : {}) })
const retire = (as?: TestUser, body: unknown = { reason }) =>
  api.call('post', '/api/learning/retire', { body, ...(as ? { as } : {}) })
const status = async () => (await api.call('get', '/api/learning', { as: ravi })).body

async function train() {
  const asked = await api.call('post', '/api/learning/train', { as: ana, body: {} })
  expect(asked.status).toBe(201)
  await runJobs(api)
  const job = await api.call('get', `/api/jobs/${asked.body.id}`, { as: ana })
  return job.body.result
}

beforeAll(async () => {
  api = await testApi()
  ana = await api.build.user('ana', 'admin')
  maria = await api.build.user('maria', 'manager')
  ravi = await api.build.user('ravi')
  const { csv, mapping } = historyCsv(makeHistory(300))
  await importCsv(api, ana, csv, { mapping })
  modelId = (await train()).learned_model_id
}, 60_000)
afterAll(() => api.close())

describe('learned models', () => {
  it('are for managers: their shapes name companies of leads that a rep does not see', async () => {
    expect((await api.call('get', '/api/learning/models')).status).toBe(401)
    expect((await api.call('get', '/api/learning/models', { as: ravi })).status).toBe(403)
    expect((await api.call('get', '/api/learning/models?cursor=x', { as: maria })).status).toBe(400)
    expect((await api.call('get', '/api/learning/models', { as: maria })).body.items).toHaveLength(1)
    const path = `/api/learning/models/${modelId}`
    expect((await api.call('get', path)).status).toBe(401)
    expect((await api.call('get', path, { as: ravi })).status).toBe(403)
    expect((await api.call('get', path, { as: maria })).body).toMatchObject({ id: modelId })
    expect((await api.call('get', '/api/learning/models/nobody', { as: maria })).status).toBe(400)
    expect((await api.call('get', `/api/learning/models/${ana.id}`, { as: maria })).status).toBe(404)
  })

  it('draw their shapes in the points that a lead gets', async () => {
    const { body } = await api.call('get', `/api/learning/models/${modelId}`, { as: maria })
    const [first] = body.shapes
    const perLogOdds = (body.scale.pointsPerDoubling / Math.LN2) * body.weight
    expect(first.importance).toBeGreaterThanOrEqual(body.shapes.at(-1).importance)
    for (const { log_odds, points } of first.bins) expect(points).toBeCloseTo(log_odds * perLogOdds)
    expect(body.base.win_rate).toBeGreaterThan(0)
  })

  it('refuse what may not be, and change nothing by it', async () => {
    expect((await publish()).status).toBe(401)
    expect((await publish(maria)).status).toBe(403)
    expect((await publish(ana, {})).status).toBe(400)
    expect((await publish(ana, { reason }, ana.id)).status).toBe(404)
    expect((await retire()).status).toBe(401)
    expect((await retire(maria)).status).toBe(403)
    expect((await retire(ana, { reason: ' ' })).status).toBe(400)
    expect(await retire(ana)).toMatchObject({ status: 409, body: { type: 'version_active' } })
    expect((await status()).in_force).toEqual({ version: 1, number: null, weight: 0 })
  })

  it('come into force as a version of their own, once', async () => {
    const { status: code, body: version } = await publish(ana)
    expect(code).toBe(201)
    expect(version).toMatchObject({ version: 2, is_active: true, reason, learned: { id: modelId } })
    const { body: model } = await api.call('get', `/api/learning/models/${modelId}`, { as: maria })
    expect(model).toMatchObject({ in_force: true, versions: [2] })
    expect(await publish(ana)).toMatchObject({ status: 409, body: { type: 'version_active' } })
    // Whoever has just published sees it at once.
    expect(await status()).toMatchObject({
      in_force: { version: 2, number: model.number, weight: model.weight },
    })
    expect((await status()).sentence).toMatch(/^model \d+ makes \d+ % of the score$/)
  })

  it('give their leads scores that they sum to, with a probability', async () => {
    await runJobs(api)
    const { rows } = await api.db.pool.query(
      `select count(*)::int as leads, count(*) filter (where l.win_probability is not null and m.version = 2)::int as scored
         from leads l join scoring_models m on m.id = l.scoring_model_id`,
    )
    expect(rows).toEqual([{ leads: 300, scored: 300 }])
  })

  it('are compared with the one in force on leads that neither has seen', async () => {
    const { csv, mapping } = historyCsv(makeHistory(60, 2))
    await importCsv(api, ana, csv, { mapping })
    expect((await status()).new_outcomes).toBe(60)
    const { learned_model_id: id } = await train()
    const { body } = await api.call('get', `/api/learning/models/${id}`, { as: maria })
    expect(body.compared).toMatchObject({ version: 2, rows: 360, better_by: expect.any(Number) })
    expect(Math.abs(body.compared.better_by)).toBeLessThan(0.1)
  }, 60_000)

  it('give way to the rules alone', async () => {
    expect(await retire(ana)).toMatchObject({ status: 201, body: { version: 3, learned: null, reason } })
    expect(await status()).toMatchObject({ in_force: { version: 3, number: null, weight: 0 } })
    const { rows } = await api.db.pool.query(
      `select action from audit_logs where action in ('model_published', 'model_retired') order by created_at`,
    )
    expect(rows.map(({ action }) => action)).toEqual(['model_published', 'model_retired'])
  })

  it('stay away when they found nothing', async () => {
    await api.db.pool.query('update learned_models set weight = 0 where id = $1', [modelId])
    const { status: code, body } = await publish(ana)
    expect(code).toBe(409)
    expect(body.detail).toMatch(/found nothing that tells won from lost/)
  })
})
