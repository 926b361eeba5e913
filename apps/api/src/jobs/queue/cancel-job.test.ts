import { randomUUID } from 'node:crypto'
import type { JobKind } from '@leadglass/contracts/jobs.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestUser } from '../../../test/factories.ts'
import { runJobs } from '../../../test/run-jobs.ts'
import { type TestApi, testApi } from '../../../test/test-api.ts'
import { enqueueJob } from './enqueue-job.ts'

let api: TestApi
let dana: TestUser
let omar: TestUser
let mia: TestUser
let ada: TestUser
beforeAll(async () => {
  api = await testApi()
  dana = await api.build.user('dana')
  omar = await api.build.user('omar')
  mia = await api.build.user('mia', 'manager')
  ada = await api.build.user('ada', 'admin')
})
afterAll(() => api.close())

const enqueue = (kind: JobKind = 'impact') =>
  enqueueJob(api.db, { kind, input: { secret: 'of the feature' }, requestedById: dana.id })

const get = (id: string, as?: TestUser) => api.call('get', `/api/jobs/${id}`, as ? { as } : {})
const cancel = (id: string, as?: TestUser) => api.call('post', `/api/jobs/${id}/cancel`, as ? { as } : {})
const runWith = (handler: () => Promise<Record<string, unknown> | null>) =>
  runJobs({ ...api, jobs: { ...api.jobs, handlers: { impact: handler } } })

describe('GET /api/jobs/:id', () => {
  it('tells whoever asked, and managers, how far it is, without its input', async () => {
    const id = await enqueue()
    for (const as of [dana, mia, ada]) {
      const { body } = await get(id, as).expect(200)
      expect(body).toMatchObject({
        id,
        kind: 'impact',
        status: 'queued',
        progress: 0,
        result: null,
        error: null,
      })
      expect(JSON.stringify(body)).not.toContain('secret')
    }
    await runWith(async () => ({ hot: 3 }))
    const { body } = await get(id, dana)
    expect(body).toMatchObject({ status: 'succeeded', progress: 1, result: { hot: 3 }, error: null })
    expect(Date.parse(body.finished_at)).toBeGreaterThanOrEqual(Date.parse(body.started_at))
  })

  it('is not there for other reps', async () => {
    const id = await enqueue()
    await get(id, omar).expect(404)
    await cancel(id, dana)
  })

  it('refuses strangers, ids that are none, and knows no job that is none', async () => {
    await get(randomUUID()).expect(401)
    await get('seven', dana).expect(400)
    await get(randomUUID(), mia).expect(404)
  })
})

describe('POST /api/jobs/:id/cancel', () => {
  it('keeps a job that waits from ever beginning', async () => {
    const id = await enqueue()
    const { body } = await cancel(id, dana).expect(200)
    expect(body).toMatchObject({ id, status: 'cancelled' })
    expect(body.finished_at).toBeTruthy()
    expect(await runWith(async () => ({}))).toEqual([])
    expect((await get(id, dana)).body.status).toBe('cancelled')
  })

  it('leaves nothing of one that runs but its end', async () => {
    const id = await enqueue()
    const outcomes = await runWith(async () => {
      await cancel(id, mia).expect(200)
      return { too: 'late' }
    })
    expect(outcomes).toHaveLength(1)
    expect((await get(id, dana)).body).toMatchObject({ status: 'cancelled', result: null })
  })

  it('refuses what has ended: 409', async () => {
    const id = await enqueue()
    await runWith(async () => ({ done: true }))
    const { body } = await cancel(id, dana).expect(409)
    expect(body.type).toBe('job_finished')
    expect((await get(id, dana)).body).toMatchObject({ status: 'succeeded', result: { done: true } })
  })

  it('is not there for other reps, and refuses strangers and ids that are none', async () => {
    const id = await enqueue()
    await cancel(id, omar).expect(404)
    await cancel(id).expect(401)
    await cancel('seven', dana).expect(400)
    await cancel(randomUUID(), mia).expect(404)
    expect((await get(id, dana)).body.status).toBe('queued')
  })
})

describe('the job queue in GET /health', () => {
  it('tells what waits, what runs and what failed in the last day', async () => {
    const other = await testApi()
    try {
      await other.db.pool.query(
        `insert into background_jobs (kind, status, input, run_at, started_at, finished_at) values
           ('judge', 'queued', '{}', now() - interval '90 s', null, null),
           ('train', 'queued', '{}', now() + interval '1 hour', null, null),
           ('impact', 'running', '{}', now(), now(), null),
           ('mail', 'failed', '{}', now() - interval '3 hours', now(), now() - interval '2 hours'),
           ('mail', 'failed', '{}', now() - interval '30 hours', now(), now() - interval '25 hours')`,
      )
      const { body } = await other.request.get('/health').expect(200)
      expect(body.job_queue).toMatchObject({ queued: 2, running: 1, failed_last_day: 1 })
      expect(body.job_queue.oldest_waiting_seconds).toBeGreaterThanOrEqual(90)
      const { text } = await other.request.get('/health').set('accept', 'text/html').expect(200)
      expect(text).toContain('1 running, 2 waiting')
    } finally {
      await other.close()
    }
  })
})
