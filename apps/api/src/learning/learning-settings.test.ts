import type { SaveLearningSettingsInput } from '@leadglass/contracts/learning.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestUser } from '../../test/factories.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
let ana: TestUser
let ravi: TestUser

beforeAll(async () => {
  api = await testApi()
  ana = await api.build.user('ana', 'admin')
  ravi = await api.build.user('ravi')
})
afterAll(() => api.close())

const wanted: SaveLearningSettingsInput = {
  retrain_every_days: 7,
  min_new_outcomes: 20,
  days_before_outcome: 3,
  kept_columns: ['metadata.reason'],
  left_out_columns: ['location', 'location'],
  publish_when_better_by: 0.02,
}
const save = (body: unknown, as?: TestUser) =>
  api.call('put', '/api/learning/settings', { body, ...(as ? { as } : {}) })

describe('PUT /api/learning/settings', () => {
  it('saves what everybody then sees, and writes down what changed', async () => {
    const { status, body } = await save(wanted, ana)
    expect(status).toBe(200)
    expect(body).toEqual({ ...wanted, left_out_columns: ['location'] })
    const seen = await api.call('get', '/api/learning', { as: ravi })
    expect(seen.body.settings).toEqual(body)
    const trail = await api.db.pool.query(
      `select actor_id, before, after from audit_logs where action = 'learning_settings_changed'`,
    )
    expect(trail.rows).toEqual([
      {
        actor_id: ana.id,
        before: expect.objectContaining({ retrain_every_days: null, kept_columns: '' }),
        after: expect.objectContaining({ retrain_every_days: 7, kept_columns: 'metadata.reason' }),
      },
    ])
    await save(wanted, ana)
    const again = await api.db.pool.query(
      `select 1 from audit_logs where action = 'learning_settings_changed'`,
    )
    expect(again.rows).toHaveLength(1)
  })

  it('is for admins', async () => {
    expect((await save(wanted)).status).toBe(401)
    expect((await save(wanted, ravi)).status).toBe(403)
  })

  it.each([
    { retrain_every_days: 0 },
    { min_new_outcomes: 0 },
    { days_before_outcome: 366 },
    { publish_when_better_by: 0 },
    { publish_when_better_by: 0.6 },
    { kept_columns: [''] },
    { unknown: 1 },
  ])('refuses %j and changes nothing', async (change) => {
    expect((await save({ ...wanted, ...change }, ana)).status).toBe(400)
    const seen = await api.call('get', '/api/learning', { as: ana })
    expect(seen.body.settings).toMatchObject({ min_new_outcomes: 20 })
  })
})

describe('GET /api/learning', () => {
  it('tells everybody who is signed in, also with no history', async () => {
    expect((await api.call('get', '/api/learning')).status).toBe(401)
    const { status, body } = await api.call('get', '/api/learning', { as: ravi })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      won: 0,
      lost: 0,
      outcomes_from: null,
      in_force: { version: 1, number: null, weight: 0 },
      new_outcomes: 0,
      next_training_at: null,
      sentence: 'not enough outcomes yet (0 of 50 won, 0 of 50 lost)',
    })
  })
})
