import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runJobs } from '../../../test/run-jobs.ts'
import { type TestApi, testApi } from '../../../test/test-api.ts'
import { AppError } from '../../errors.ts'
import { enqueueJob } from './enqueue-job.ts'
import { enqueueJobOnce } from './enqueue-job-once.ts'
import type { JobHandlers, RunningJob } from './running-job.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

const stateOf = async (id: string) => {
  const { rows } = await api.db.pool.query('select * from background_jobs where id = $1', [id])
  return rows[0]
}

const run = (handlers: JobHandlers, withinMs?: number) =>
  runJobs({ ...api, jobs: { ...api.jobs, handlers } }, withinMs)

describe('enqueueJob', () => {
  it('leaves nothing when the transaction of its caller is rolled back', async () => {
    const id = Promise.withResolvers<string>()
    await expect(
      api.db.transaction(async (tx) => {
        id.resolve(await enqueueJob(tx, { kind: 'impact', input: {}, requestedById: null }))
        throw new Error('never mind')
      }),
    ).rejects.toThrow('never mind')
    expect(await stateOf(await id.promise)).toBeUndefined()
    expect(await run({})).toEqual([])
  })

  it('has its work done after the commit, with what was said of it', async () => {
    const dana = await api.build.user('dana')
    const seen: unknown[] = []
    const id = await api.db.transaction((tx) =>
      enqueueJob(tx, { kind: 'impact', input: { draft: 7 }, requestedById: dana.id }),
    )
    const outcomes = await run({
      async impact(job) {
        seen.push([job.id, job.input, job.requestedById])
        job.progress(0.5, 'half way')
        return { hot: 3 }
      },
    })
    expect(outcomes).toEqual(['succeeded'])
    expect(seen).toEqual([[id, { draft: 7 }, dana.id]])
    expect(await stateOf(id)).toMatchObject({
      status: 'succeeded',
      progress: 1,
      result: { hot: 3 },
      attempts: 1,
    })
  })

  it('waits for its moment', async () => {
    const runAt = new Date(Date.now() + 60_000)
    const id = await enqueueJob(api.db, { kind: 'judge', input: {}, requestedById: null, runAt })
    const judge = async () => null
    expect(await run({ judge }, 0)).toEqual([])
    expect(await stateOf(id)).toMatchObject({ status: 'queued' })
    expect(await run({ judge })).toEqual(['succeeded'])
  })
})

describe('enqueueJobOnce', () => {
  it('answers the one that waits already, and another once that has begun', async () => {
    const modelId = randomUUID()
    const first = await enqueueJobOnce(api.db, { kind: 'judge', input: { modelId }, requestedById: null })
    expect(await enqueueJobOnce(api.db, { kind: 'judge', input: { modelId }, requestedById: null })).toBe(
      first,
    )
    expect(
      await enqueueJobOnce(api.db, { kind: 'judge', input: { modelId: randomUUID() }, requestedById: null }),
    ).not.toBe(first)
    expect(await run({ judge: async () => null })).toEqual(['succeeded', 'succeeded'])
    expect(await enqueueJobOnce(api.db, { kind: 'judge', input: { modelId }, requestedById: null })).not.toBe(
      first,
    )
    await run({ judge: async () => null })
  })
})

describe('a job that fails', () => {
  it('is tried three times, with its error in one line without addresses', async () => {
    const id = await enqueueJob(api.db, { kind: 'train', input: {}, requestedById: null })
    const train = async () => {
      throw new TypeError('no column\nof rows of dana@example.com')
    }
    expect(await run({ train })).toEqual(['retried', 'retried', 'failed'])
    expect(await stateOf(id)).toMatchObject({ status: 'failed', attempts: 3, error: 'TypeError: no column' })
  })

  it('is not tried again where it says why it cannot be done', async () => {
    const id = await enqueueJob(api.db, { kind: 'train', input: {}, requestedById: null })
    const train = async () => {
      throw new AppError('not_enough_outcomes', 'Too few closed leads: 14 of 50')
    }
    expect(await run({ train })).toEqual(['failed'])
    expect(await stateOf(id)).toMatchObject({ status: 'failed', error: 'Too few closed leads: 14 of 50' })
  })

  it('is not tried again where it took the longest time: it would hold its lane for as long again', async () => {
    const id = await enqueueJob(api.db, { kind: 'train', input: {}, requestedById: null })
    const train = ({ signal }: RunningJob): Promise<never> =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    const times = { ...api.jobs.times, longestMs: 60 }
    expect(await runJobs({ ...api, jobs: { ...api.jobs, handlers: { train }, times } })).toEqual(['failed'])
    expect(await stateOf(id)).toMatchObject({
      status: 'failed',
      attempts: 1,
      error: expect.stringContaining('did not end within'),
    })
  })

  it('says so where nobody here can do it', async () => {
    const id = await enqueueJob(api.db, { kind: 'train', input: {}, requestedById: null })
    expect(await run({})).toEqual(['failed'])
    expect((await stateOf(id)).error).toBe('This server cannot run jobs of the kind train')
  })
})
