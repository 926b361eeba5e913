import { readFileSync } from 'node:fs'
import path from 'node:path'
import { columnsOf, crossValidate, foldsFor, type LearningRow } from '@leadglass/scoring'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestUser } from '../../test/factories.ts'
import { historyCsv, importCsv, makeHistory } from '../../test/history.ts'
import { runJobs } from '../../test/run-jobs.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

const file = readFileSync(
  path.resolve(import.meta.dirname, '../../test/data/bank_additional/train-3000.csv'),
  'utf8',
)
const records: Record<string, string>[] = parse(file, { columns: true })
/** `duration` is known after the call only; `row_id` names the row. */
const features = Object.keys(records[0] ?? {}).filter((name) => !['y', 'duration', 'row_id'].includes(name))

let api: TestApi
let ana: TestUser
let ravi: TestUser

beforeAll(async () => {
  api = await testApi()
  ana = await api.build.user('ana', 'admin')
  ravi = await api.build.user('ravi')
})
afterAll(() => api.close())

const get = async (url: string, as = ravi) => {
  const { status, body } = await api.call('get', url, { as })
  expect(status).toBe(200)
  return body
}

async function rowOf(sql: string) {
  const { rows } = await api.db.pool.query(sql)
  return rows[0]
}

it('through the API alone, a file of closed leads becomes a model, scores and a report card', async () => {
  const mapping = {
    y: 'outcome',
    duration: null,
    row_id: null,
    ...Object.fromEntries(features.map((name) => [name, `metadata.${name.replaceAll('.', '_')}`])),
  } as const
  const imported = await importCsv(api, ana, file, { mapping, defaults: { name: 'Contact {row_id}' } })
  expect(imported).toMatchObject({ created_count: 3000, outcomes: { won: 329, lost: 2671 } })
  await runJobs(api)
  expect(await get('/api/report-card')).toMatchObject({ rows: 3000, won: 329, probability: null })

  const asked = await api.call('post', '/api/learning/train', { as: ana, body: {} })
  await runJobs(api)
  const job = await get(`/api/jobs/${asked.body.id}`, ana)
  expect(job).toMatchObject({ status: 'succeeded', result: { signal: 'reliable' } })
  const id = job.result.learned_model_id
  const model = await get(`/api/learning/models/${id}`, ana)

  const published = await api.call('post', `/api/learning/models/${id}/publish`, {
    as: ana,
    body: { reason: 'Learned from our history' },
  })
  expect(published.status).toBe(201)
  await runJobs(api)

  const card = await get('/api/report-card')
  expect(card).toMatchObject({
    version: 2,
    learned_number: model.number,
    rows: 3000,
    held_out_rows: 3000,
    later_rows: 0,
    waiting: 0,
    enough: true,
  })
  const bench = crossValidated()
  expect(bench).toBeGreaterThan(card.probability.auc.interval.low)
  expect(bench).toBeLessThan(card.probability.auc.interval.high)
  expect(Math.abs(card.probability.auc.value - bench)).toBeLessThan(0.01)
  expect(card.probability.auc.value).toBeCloseTo(model.auc.value, 3)
  expect(card.score.auc.value).toBeGreaterThan(0.7)
  expect(card.rules_auc.value).toBeLessThan(0.6)
}, 120_000)

/** What the engine by itself gives on the same rows, without a database in between. */
function crossValidated(): number {
  const rows = records.map((record): LearningRow => {
    return Object.fromEntries(features.map((name) => [name, record[name]]))
  })
  const outcomes = records.map(({ y }) => Number(y))
  const ids = records.map(({ row_id }) => row_id ?? '')
  const table = { columns: columnsOf(rows), outcomes }
  return crossValidate(table, foldsFor(outcomes, ids, 5)).judgement.auc?.value ?? 0
}

it('every lead has a ledger that sums to its score, and a probability', async () => {
  const { rows: sample } = await api.db.pool.query<{ id: string; current_score: number }>(
    `select id, current_score from leads order by md5(id::text) limit 300`,
  )
  for (const { id, current_score } of sample) {
    const ledger = await get(`/api/leads/${id}/score`, ana)
    const sum = (terms: { points: number }[]) => terms.reduce((total, { points }) => total + points, 0)
    expect([id, sum(ledger.terms)]).toEqual([id, current_score])
    expect(ledger.total_score).toBe(current_score)
    const groups = Object.values<number>(ledger.breakdown).reduce((total, points) => total + points, 0)
    expect(groups).toBe(current_score)
    expect(ledger.win_probability).toBeGreaterThan(0)
  }
  expect(
    await rowOf(
      `select count(*)::int as leads, count(*) filter (where l.win_probability between 0 and 1)::int as likely,
              count(*) filter (where m.is_active)::int as by_version, max(current_score) as highest
         from leads l join scoring_models m on m.id = l.scoring_model_id`,
    ),
  ).toMatchObject({ leads: 3000, likely: 3000, by_version: 3000 })
}, 60_000)

it('leads that close later are judged beside those that it learned from', async () => {
  const { csv, mapping } = historyCsv(makeHistory(80, 9))
  await importCsv(api, ana, csv, { mapping })
  await runJobs(api)
  expect(await get('/api/report-card')).toMatchObject({ rows: 3080, held_out_rows: 3000, later_rows: 80 })
  expect(await get('/api/learning')).toMatchObject({ new_outcomes: 80 })
}, 60_000)
