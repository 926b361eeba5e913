import { expect, it } from 'vitest'
import { historyCsv, importCsv, makeHistory } from '../../test/history.ts'
import { runJobs } from '../../test/run-jobs.ts'
import { ownTestApi, type TestApi } from '../../test/test-api.ts'

async function apiWithPeople() {
  const api = await ownTestApi()
  const ana = await api.build.user('ana', 'admin')
  const maria = await api.build.user('maria', 'manager')
  return { api, ana, maria }
}

type Extra = Parameters<typeof historyCsv>[1]

async function withHistory(count: number, more?: Extra) {
  const people = await apiWithPeople()
  const { csv, mapping } = historyCsv(makeHistory(count), more)
  await importCsv(people.api, people.ana, csv, { mapping })
  const train = async (body: object = {}) => {
    const { body: asked } = await people.api.call('post', '/api/learning/train', { as: people.ana, body })
    await runJobs(people.api)
    const { body: job } = await people.api.call('get', `/api/jobs/${asked.id}`, { as: people.ana })
    expect(job).toMatchObject({ status: 'succeeded', error: null, progress: 1 })
    const id = job.result.learned_model_id
    const { body: model } = await people.api.call('get', `/api/learning/models/${id}`, { as: people.maria })
    return { job, model }
  }
  return { ...people, train }
}

async function rowsOf(api: TestApi, sql: string, values: unknown[] = []) {
  return (await api.db.pool.query(sql, values)).rows
}

it('learns from closed leads, judges on leads that it had not seen, and tells who asked', async () => {
  const { api, ana, maria, train } = await withHistory(400)
  const { job, model } = await train()
  expect(job.result).toMatchObject({ number: model.number, signal: 'reliable', published_version: null })
  expect(model).toMatchObject({ rows: 400, in_force: false, versions: [], trained_by: { id: ana.id } })
  expect(model.weight).toBeCloseTo(
    Math.min(model.won, 400 - model.won) / (Math.min(model.won, 400 - model.won) + 100),
  )
  expect(model.auc.value).toBeGreaterThan(0.65)
  expect(model.figures).toMatchObject({ rows: 400, won: model.won })
  expect(model.figures.log_loss).toBeLessThan(model.figures.base_log_loss)
  expect(model.figures.calibration).toHaveLength(10)
  expect(model.figures.lift.at(-1)).toEqual({ share: 1, captured: 1 })
  expect(model.shapes.map(({ name }: { name: string }) => name).sort()).toEqual(['metadata.budget', 'title'])
  expect(model.compared).toMatchObject({ version: 1, rows: 400, log_loss_before: null, better_by: null })
  expect(model.compared.auc_after).toBeGreaterThan(model.compared.auc_before)

  const [kept] = await rowsOf(
    api,
    `select count(*)::int as predictions, count(distinct fold)::int as folds,
            min(o.closed_at) = $2::timestamptz and max(o.closed_at) = $3::timestamptz as spanned
       from held_out_predictions p join lead_outcomes o using (lead_id) where learned_model_id = $1`,
    [model.id, model.outcomes_from, model.outcomes_to],
  )
  expect(kept).toEqual({ predictions: 400, folds: 5, spanned: true })
  const [trail] = await rowsOf(api, `select actor_id, after from audit_logs where action = 'model_trained'`)
  expect(trail).toMatchObject({ actor_id: ana.id, after: { rows: 400, signal: 'reliable' } })
  const told = await rowsOf(
    api,
    `select user_id, title from notifications where notification_type = 'model_trained'`,
  )
  expect(told).toEqual([{ user_id: ana.id, title: `Model ${model.number} is trained` }])

  const { body: page } = await api.call('get', '/api/learning/models', { as: maria })
  expect(page).toMatchObject({ total: 1, items: [{ id: model.id, signal: 'reliable' }] })
  const { body: status } = await api.call('get', '/api/learning', { as: maria })
  expect(status).toMatchObject({ enough: true, new_outcomes: 0, training: { id: job.id } })
}, 60_000)

it('makes the same card of the same outcomes and seed', async () => {
  const { api, train } = await withHistory(300)
  const first = await train({ seed: 7 })
  const second = await train({ seed: 7 })
  const cards = await rowsOf(api, 'select card::text, points_per_doubling, point_offset from learned_models')
  expect(cards).toHaveLength(2)
  expect(cards[0]).toEqual(cards[1])
  expect(second.model.figures).toEqual(first.model.figures)
}, 60_000)

it('leaves out what only the outcome made known, until a person puts it back', async () => {
  const { train } = await withHistory(300, {
    lost_reason: ({ won }) => (won ? '' : 'too dear'),
    campaign: () => 'spring',
    nothing: () => '',
    serial: (_, at) => `S${at}x`,
  })
  const { model } = await train()
  const leftOut = new Map(model.left_out.map((one: { name: string }) => [one.name, one]))
  expect(leftOut.get('metadata.lost_reason')).toMatchObject({
    likely_leak: true,
    reason: expect.stringMatching(/likely known only with the outcome/),
  })
  expect(leftOut.get('metadata.campaign')).toMatchObject({ likely_leak: false })
  expect(leftOut.get('metadata.serial')).toMatchObject({ likely_leak: false })
  expect(model.auc.value).toBeLessThan(0.9)

  const { model: kept } = await train({
    kept_columns: ['metadata.lost_reason'],
    left_out_columns: ['title'],
  })
  const names = kept.shapes.map(({ name }: { name: string }) => name)
  expect(names).toContain('metadata.lost_reason')
  expect(names).not.toContain('title')
  expect(kept.auc.value).toBeGreaterThan(0.98)
  expect(kept.options).toMatchObject({ kept_columns: ['metadata.lost_reason'], left_out_columns: ['title'] })
}, 60_000)

it('knows of a lead what was known before its outcome, and nothing that came with it', async () => {
  const { api, train } = await withHistory(300, {})
  await api.db.pool.query(`update leads set created_at = closed_at - interval '30 days'`)
  // Whoever wins is called an hour before; everybody is mailed a week before.
  await api.db.pool.query(
    `insert into activities (lead_id, activity_type, occurred_at, created_at)
     select lead_id, 'call', closed_at - interval '1 hour', closed_at - interval '1 hour'
       from lead_outcomes where won
     union all
     select lead_id, 'email_open', closed_at - n * interval '1 day', closed_at - n * interval '1 day'
       from lead_outcomes, generate_series(7, 9) n where won or random() < 0.6`,
  )
  const namesOf = ({ shapes, left_out }: Record<'shapes' | 'left_out', { name: string }[]>) =>
    [...shapes, ...left_out].map(({ name }) => name)
  const { model } = await train()
  expect(namesOf(model)).toContain('activity.email_open.count')
  expect(namesOf(model)).not.toContain('activity.call.count')
  const { model: late } = await train({ days_before_outcome: 0 })
  expect(late.left_out).toContainEqual(
    expect.objectContaining({ name: 'activity.call.count', likely_leak: true }),
  )
}, 60_000)

it('stops when it is cancelled, and leaves nothing behind', async () => {
  const { api, ana } = await withHistory(400)
  const { body: asked } = await api.call('post', '/api/learning/train', { as: ana, body: {} })
  const running = runJobs(api)
  const job = async () => (await api.call('get', `/api/jobs/${asked.id}`, { as: ana })).body
  await expect.poll(job, { timeout: 15_000 }).toMatchObject({ status: 'running' })
  await api.call('post', `/api/jobs/${asked.id}/cancel`, { as: ana })
  await running
  expect(await job()).toMatchObject({ status: 'cancelled', result: null })
  expect(
    await rowsOf(api, 'select 1 from learned_models union all select 1 from held_out_predictions'),
  ).toEqual([])
  expect((await api.call('post', '/api/learning/train', { as: ana, body: {} })).status).toBe(201)
}, 60_000)

it('says that there is nothing to learn where no field tells anything', async () => {
  const { api, ana } = await apiWithPeople()
  const lines = Array.from({ length: 200 }, (_, at) => `Lead ${at},same,${at % 2 ? 'won' : 'lost'}`)
  await importCsv(api, ana, ['name,title,outcome', ...lines].join('\n'))
  const { body: asked } = await api.call('post', '/api/learning/train', { as: ana, body: {} })
  await runJobs(api)
  const { body: job } = await api.call('get', `/api/jobs/${asked.id}`, { as: ana })
  expect(job).toMatchObject({ status: 'succeeded', result: { signal: 'none' } })
  const { body: page } = await api.call('get', '/api/learning/models', { as: ana })
  expect(page.items[0]).toMatchObject({ candidate: 'base', weight: 0, reason: expect.any(String) })
  const { body: status } = await api.call('get', '/api/learning', { as: ana })
  expect(status.sentence).toBe(
    'model 1 found nothing in 200 leads that tells won from lost; the rules alone are in force',
  )
}, 60_000)

it('refuses to learn from too few outcomes, and says what is missing', async () => {
  const { api, ana } = await apiWithPeople()
  const refusal = async () => (await api.call('post', '/api/learning/train', { as: ana, body: {} })).body
  expect(await refusal()).toMatchObject({
    status: 409,
    type: 'not_enough_outcomes',
    detail: 'not enough outcomes yet (0 of 50 won, 0 of 50 lost)',
  })
  const line = (outcome: string) => (_: unknown, at: number) => `${outcome} ${at},${outcome}`
  const lines = [...Array.from({ length: 14 }, line('won')), ...Array.from({ length: 60 }, line('lost'))]
  await importCsv(api, ana, ['name,outcome', ...lines].join('\n'))
  expect(await refusal()).toMatchObject({ detail: 'not enough outcomes yet (14 of 50 won)' })
  const { body: status } = await api.call('get', '/api/learning', { as: ana })
  expect(status).toMatchObject({
    won: 14,
    lost: 60,
    needed: 50,
    enough: false,
    sentence: 'not enough outcomes yet (14 of 50 won)',
    training: null,
  })
})

it('runs one training at a time', async () => {
  const { api, ana } = await withHistory(200)
  const ask = () => api.call('post', '/api/learning/train', { as: ana, body: {} })
  const answers = await Promise.all([ask(), ask(), ask()])
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
  expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ type: 'job_running' })
  const jobs = await rowsOf(api, `select input from background_jobs where kind = 'train'`)
  expect(jobs).toEqual([{ input: {} }])
})

it('is asked for by admins, with options that can be meant', async () => {
  const { api, ana, maria } = await apiWithPeople()
  const path = '/api/learning/train'
  expect((await api.call('post', path, { body: {} })).status).toBe(401)
  expect((await api.call('post', path, { as: maria, body: {} })).status).toBe(403)
  for (const body of [{ days_before_outcome: -1 }, { seed: 1.5 }, { kept_columns: [''] }, { rows: 5 }]) {
    expect((await api.call('post', path, { as: ana, body })).status).toBe(400)
  }
})
