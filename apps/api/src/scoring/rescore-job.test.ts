import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { takeAway } from '../../test/database-outage.ts'
import { runJobs } from '../../test/run-jobs.ts'
import { ownTestApi, type TestApi, testApi } from '../../test/test-api.ts'
import { enqueueJob } from '../jobs/queue/enqueue-job.ts'
import { createJobRunner } from '../jobs/queue/job-runner.ts'
import { runDueJobs } from '../jobs/queue/run-due-jobs.ts'
import { rescoreJob } from './rescore-job.ts'
import { rescoreLeftBehind } from './rescore-left-behind.ts'

type Changes = { points?: number; thresholds?: { hot: number; warm: number } }

/** Puts a version in force as publishing does: the preset with another worth of a title, or other thresholds. */
async function publish(api: TestApi, { points, thresholds }: Changes): Promise<string> {
  const { rows } = await api.db.pool.query(
    `with before as (update scoring_models set is_active = false where is_active returning version, document)
     insert into scoring_models (version, name, document, is_active, reason)
     select before.version + 1, 'Next', before.document
              || case when $2::jsonb is null then '{}'::jsonb else jsonb_build_object('thresholds', $2::jsonb) end
              || jsonb_build_object('rules', (
                   select jsonb_agg(case when rule->>'kind' = 'field' and $1::int is not null
                                         then rule || jsonb_build_object('points', $1::int) else rule end)
                     from jsonb_array_elements(before.document->'rules') rule)), true, 'test'
       from before returning id`,
    [points ?? null, thresholds ? JSON.stringify(thresholds) : null],
  )
  const modelId = rows[0].id as string
  await enqueueJob(api.db, { kind: 'rescore', input: { modelId }, requestedById: null })
  await api.db.pool.query(`select pg_notify('model_published', '')`)
  return modelId
}

const run = (api: TestApi) => runJobs({ ...api, jobs: { ...api.jobs, handlers: { rescore: rescoreJob } } })

async function leads(api: TestApi) {
  const { rows } = await api.db.pool.query('select * from leads order by id')
  return rows
}

async function results(api: TestApi) {
  const { rows } = await api.db.pool.query(
    `select result from background_jobs where kind = 'rescore' and status = 'succeeded' order by id`,
  )
  return rows.map(({ result }) => result)
}

describe('the rescore after a publish', () => {
  it('scores every lead by the version in force, with history where the number moved and sums that hold', async () => {
    const api = await ownTestApi()
    const dana = await api.build.user('dana')
    const create = async (body: object) =>
      (await api.call('post', '/api/leads', { as: dana, body }).expect(201)).body.id as string
    const boss = await create({ name: 'Acme', title: 'CEO' })
    const nobody = await create({ name: 'Umbra' })
    const modelId = await publish(api, { points: 7 })
    expect(await run(api)).toEqual(['succeeded', 'succeeded'])

    expect(await results(api)).toMatchObject([
      { read: 2, moved: 2, superseded: false, hot: 0 },
      { read: 0, moved: 0 },
    ])
    for (const lead of await leads(api)) expect(lead.scoring_model_id).toBe(modelId)
    for (const id of [boss, nobody]) {
      const { body } = await api.call('get', `/api/leads/${id}/score`, { as: dana }).expect(200)
      const sum = body.terms.reduce((total: number, term: { points: number }) => total + term.points, 0)
      expect(sum).toBe(body.total_score)
    }
    const { body: history } = await api.call('get', `/api/leads/${boss}/score-history`, { as: dana })
    expect(history.items[0]).toMatchObject({ trigger: 'model', model_version: 2 })
    const { body: still } = await api.call('get', `/api/leads/${nobody}/score-history`, { as: dana })
    expect(still.items).toHaveLength(1)
  })

  it('loses nothing of what people do meanwhile', { timeout: 60_000 }, async () => {
    const api = await ownTestApi()
    const dana = await api.build.user('dana')
    const ids: string[] = []
    for (let n = 0; n < 30; n += 1) {
      const body = { name: `Lead ${n}`, title: n % 2 ? 'CEO' : 'Engineer' }
      ids.push((await api.call('post', '/api/leads', { as: dana, body }).expect(201)).body.id)
    }
    const modelId = await publish(api, { points: 9 })
    const act = (id: string) =>
      api
        .call('post', `/api/leads/${id}/activity`, { as: dana, body: { activity_type: 'demo_request' } })
        .expect(201)
    const acting = Promise.all([...ids, ...ids.slice(0, 15)].map(act))
    await run(api)
    await acting
    await publishAgain(api, modelId)
    await run(api)
    const counts = new Map<string, number>()
    const { rows } = await api.db.pool.query(
      `select lead_id, count(*)::int as count from activities where activity_type = 'demo_request' group by 1`,
    )
    for (const { lead_id, count } of rows) counts.set(lead_id, count)
    for (const lead of await leads(api)) {
      expect(lead.scoring_model_id).toBe(modelId)
      expect(counts.get(lead.id)).toBe(ids.indexOf(lead.id) < 15 ? 2 : 1)
      const { body } = await api.call('get', `/api/leads/${lead.id}/score`, { as: dana }).expect(200)
      expect(body.total_score).toBe(lead.current_score)
      const sum = body.terms.reduce((total: number, term: { points: number }) => total + term.points, 0)
      expect(sum).toBe(lead.current_score)
    }
  })

  it('is finished in spite of an outage in the middle, without a failure', { timeout: 60_000 }, async () => {
    const api = await ownTestApi()
    await api.db.pool.query(`
      insert into leads (name, scoring_model_id, title)
      select 'Lead ' || n, (select id from scoring_models where is_active), 'CEO' from generate_series(1, 8000) n`)
    const modelId = await publish(api, { points: 5 })
    const begun = Promise.withResolvers<void>()
    const runner = createJobRunner({
      ...api.jobs,
      times: { pollMs: 500 },
      handlers: {
        rescore: (job) =>
          rescoreJob({
            ...job,
            progress(fraction, stage) {
              begun.resolve()
              job.progress(fraction, stage)
            },
          }),
      },
    })
    runner.start()
    await begun.promise
    const bringBack = await takeAway(api.database)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    await bringBack()
    await vi.waitFor(async () => expect(await results(api)).not.toEqual([]), {
      timeout: 15_000,
      interval: 200,
    })
    await runner.stop()
    for (const lead of await leads(api)) expect(lead.scoring_model_id).toBe(modelId)
    const { rows } = await api.db.pool.query(
      `select attempts, error from background_jobs where status = 'succeeded' order by id limit 1`,
    )
    expect(rows).toEqual([{ attempts: 1, error: null }])
  })

  it('leaves the rest to the version that came after', async () => {
    const api = await ownTestApi()
    await api.build.lead({ score: 0 })
    const older = await publish(api, { points: 3 })
    const newer = await publish(api, { points: 4 })
    await run(api)
    expect((await results(api))[0]).toEqual({ read: 0, moved: 0, superseded: true })
    const [lead] = await leads(api)
    expect(lead.scoring_model_id).toBe(newer)
    const { rows } = await api.db.pool.query('select 1 from score_history where scoring_model_id = $1', [
      older,
    ])
    expect(rows).toEqual([])
  })

  it('goes on where a run that was cut off stopped', async () => {
    const api = await ownTestApi()
    await api.db.pool.query(`
      insert into leads (name, scoring_model_id, title)
      select 'Lead ' || n, (select id from scoring_models where is_active), 'CEO' from generate_series(1, 3000) n`)
    const modelId = await publish(api, { points: 5 })
    const cut = new AbortController()
    const handlers = {
      rescore: (job: Parameters<typeof rescoreJob>[0]) =>
        rescoreJob({
          ...job,
          signal: AbortSignal.any([job.signal, cut.signal]),
          progress: () => cut.abort(new Error('cut off')),
        }),
    }
    const soon = new Date()
    await runDueJobs({ ...api.jobs, handlers }, soon)
    const written = (await leads(api)).filter((lead) => lead.scoring_model_id === modelId).length
    expect(written).toBeLessThan(3000)
    expect(await run(api)).toContain('succeeded')
    const [result] = await results(api)
    expect(result.moved).toBe(3000 - written)
    for (const lead of await leads(api)) expect(lead.scoring_model_id).toBe(modelId)
  })
})

async function publishAgain(api: TestApi, modelId: string): Promise<void> {
  await enqueueJob(api.db, { kind: 'rescore', input: { modelId, again: true }, requestedById: null })
}

describe('leads that a rescore has left behind', () => {
  it('are found by a loop, which asks for another, once', async () => {
    const api = await ownTestApi()
    await api.build.lead()
    const modelId = await publish(api, { points: 3 })
    await api.db.pool.query(`update background_jobs set status = 'cancelled', finished_at = now()`)
    expect(await rescoreLeftBehind(api.db)).toEqual({ left_behind: 1 })
    await rescoreLeftBehind(api.db)
    expect(await run(api)).toEqual(['succeeded', 'succeeded'])
    expect(await leads(api)).toMatchObject([{ scoring_model_id: modelId }])
    expect(await rescoreLeftBehind(api.db)).toEqual({ left_behind: 0 })
  })
})

describe('leads that a version makes hot (R105)', () => {
  let api: TestApi
  beforeAll(async () => {
    api = await testApi()
  })
  afterAll(() => api.close())

  it('are told of at once: each owner how many of theirs, managers how many in all', async () => {
    const [dana, omar] = [await api.build.user('dana'), await api.build.user('omar')]
    const mia = await api.build.user('mia', 'manager')
    const create = (as: typeof dana, name: string) =>
      api.call('post', '/api/leads', { as, body: { name, title: 'CEO' } }).expect(201)
    for (const name of ['Acme', 'Globex', 'Hooli']) await create(dana, name)
    await create(omar, 'Initech')
    const { rows: before } = await api.db.pool.query('select current_score from leads')
    const lowest = Math.min(...before.map((row) => row.current_score))
    const modelId = await publish(api, { thresholds: { hot: Math.max(1, lowest), warm: 0 } })
    expect(new Set(await runJobs(api))).toEqual(new Set(['succeeded']))

    const titles = async (as: typeof dana) => {
      const { body } = await api.call('get', '/api/notifications', { as })
      return body.items.map((item: { title: string }) => item.title)
    }
    expect(await titles(dana)).toEqual(['3 of your leads are hot under version 2'])
    expect(await titles(omar)).toEqual(['1 of your leads is hot under version 2'])
    expect(await titles(mia)).toEqual(['4 leads are hot under version 2'])
    for (const lead of await leads(api)) {
      expect(lead).toMatchObject({ classification: 'hot', scoring_model_id: modelId })
      expect(lead.hot_alerted_at).toEqual(lead.scored_at)
    }

    await publishAgain(api, modelId)
    await run(api)
    expect(await titles(mia)).toHaveLength(1)
  })
})
