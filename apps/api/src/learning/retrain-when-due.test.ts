import { expect, it } from 'vitest'
import { historyCsv, importCsv, makeHistory } from '../../test/history.ts'
import { runJobs } from '../../test/run-jobs.ts'
import { ownTestApi, type TestApi } from '../../test/test-api.ts'
import { retrainWhenDue } from './retrain-when-due.ts'

const day = 86_400_000

async function apiWithHistory(settings: object) {
  const api = await ownTestApi()
  const ana = await api.build.user('ana', 'admin')
  const maria = await api.build.user('maria', 'manager')
  const { csv, mapping } = historyCsv(makeHistory(300))
  await importCsv(api, ana, csv, { mapping })
  const body = {
    retrain_every_days: 7,
    min_new_outcomes: 50,
    days_before_outcome: 1,
    kept_columns: [],
    left_out_columns: [],
    publish_when_better_by: null,
    ...settings,
  }
  expect((await api.call('put', '/api/learning/settings', { as: ana, body })).status).toBe(200)
  const status = async () => (await api.call('get', '/api/learning', { as: maria })).body
  return { api, ana, maria, status }
}

function runLoop(api: TestApi, inDays = 0) {
  const { log } = api.jobs
  return retrainWhenDue({
    db: api.db,
    clock: () => new Date(Date.now() + inDays * day),
    log,
    signal: new AbortController().signal,
  })
}

it('trains when it is time and enough is new, and tells managers that a model waits', async () => {
  const { api, ana, maria, status } = await apiWithHistory({})
  expect(Date.parse((await status()).next_training_at)).toBeLessThanOrEqual(Date.now())
  expect(await runLoop(api)).toEqual({ asked: 1 })
  expect(await runLoop(api)).toEqual({ asked: 0 })
  await runJobs(api)
  expect(await status()).toMatchObject({
    in_force: { number: null },
    training: { status: 'succeeded', result: { published_version: null } },
    sentence: 'model 1, learned from 300 leads, is not in force yet',
  })
  const { rows } = await api.db.pool.query(
    `select user_id, title from notifications where notification_type = 'model_trained' order by user_id`,
  )
  expect(rows.map(({ user_id }) => user_id).sort()).toEqual([ana.id, maria.id].sort())
  expect(rows[0].title).toBe('Model 1 waits for somebody to look at it')

  expect(await runLoop(api, 8)).toEqual({ asked: 0 })
  const { csv, mapping } = historyCsv(makeHistory(50, 3))
  await importCsv(api, ana, csv, { mapping })
  expect(await runLoop(api, 3)).toEqual({ asked: 0 })
  expect(await runLoop(api, 8)).toEqual({ asked: 1 })
}, 60_000)

it('publishes by the rule what is better, with the figures as the reason', async () => {
  const { api, status } = await apiWithHistory({ publish_when_better_by: 0.01 })
  await runLoop(api)
  await runJobs(api)
  await expect.poll(status).toMatchObject({
    in_force: { version: 2, number: 1 },
    training: { result: { published_version: 2 } },
  })
  const { rows } = await api.db.pool.query(`select reason, created_by_id from scoring_models where is_active`)
  expect(rows).toEqual([
    {
      reason: expect.stringMatching(/^Published by the rule: ranks better than the rules alone \(AUC/),
      created_by_id: null,
    },
  ])
}, 60_000)

it('does nothing by itself unless it is told to', async () => {
  const { api, status } = await apiWithHistory({ retrain_every_days: null })
  expect(await runLoop(api, 365)).toEqual({ asked: 0 })
  expect((await status()).next_training_at).toBeNull()
})
