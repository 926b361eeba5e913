import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { takeAway } from '../../../test/database-outage.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts'
import { connect, type Database } from '../../db/db.ts'
import { enqueueJob } from './enqueue-job.ts'
import type { JobTimes } from './job-claim.ts'

const times: Partial<JobTimes> = { beatMs: 200, tellMs: 50, leaseMs: 1_500, pollMs: 300 }
const script = path.resolve(import.meta.dirname, '../../../test/job-process.ts')

type Runner = { child: ChildProcess; pid: number; said(): string }

let database: TestDatabase
let db: Database
let runners: Runner[] = []

beforeEach(async () => {
  database = await createTestDatabase()
  db = connect({ url: database.url, max: 3, onIdleError: () => {} })
  await db.pool.query('create table turns (id bigserial primary key, who int, job uuid, what text)')
})
afterEach(async () => {
  for (const { child } of runners) child.kill('SIGKILL')
  runners = []
  await db.close()
  await database.drop()
})

/** A process of the deployment. */
function join(): Runner {
  const child = spawn(process.execPath, [script, database.url, JSON.stringify(times)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
  }
  const runner = { child, pid: child.pid ?? 0, said: () => text }
  runners.push(runner)
  return runner
}

const enqueue = (ms: number) => enqueueJob(db, { kind: 'impact', input: { ms }, requestedById: null })

async function jobs() {
  const { rows } = await db.pool.query('select * from background_jobs order by id')
  return rows
}

async function turns(what: string): Promise<{ who: number; job: string }[]> {
  const { rows } = await db.pool.query('select who, job from turns where what = $1 order by id', [what])
  return rows
}

const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 15_000, interval: 50 })

const untilAll = (status: string) =>
  until(async () => expect((await jobs()).map((job) => job.status)).toEqual((await jobs()).map(() => status)))

async function begun(count = 1): Promise<number> {
  await until(async () => expect(await turns('begin')).toHaveLength(count))
  return (await turns('begin')).at(-1)?.who ?? 0
}

describe('several processes with one queue (R143)', () => {
  it('run each job once, and never two heavy ones at the same time', async () => {
    join()
    join()
    await Promise.all(Array.from({ length: 12 }, () => enqueue(60)))
    await untilAll('succeeded')
    const begins = await turns('begin')
    expect(new Set(begins.map(({ job }) => job)).size).toBe(12)
    expect(begins).toHaveLength(12)
    const { rows } = await db.pool.query('select what from turns order by id')
    expect(rows.map(({ what }) => what)).toEqual(Array.from({ length: 12 }, () => ['begin', 'end']).flat())
  })

  it('are woken by a new job instead of finding it when they next look', async () => {
    join()
    await until(async () => expect(runners[0]?.said()).toContain(''))
    const id = await enqueue(10)
    await untilAll('succeeded')
    const [job] = await jobs()
    expect(job.id).toBe(id)
  })

  it('give the job of a killed one to another, which does it from the beginning', async () => {
    const first = join()
    await enqueue(3_000)
    expect(await begun()).toBe(first.pid)
    first.child.kill('SIGKILL')
    const second = join()
    expect(await begun(2)).toBe(second.pid)
    await untilAll('succeeded')
    expect(await jobs()).toMatchObject([{ attempts: 2, result: { who: second.pid } }])
    expect(await turns('end')).toMatchObject([{ who: second.pid }])
    expect(second.said()).toContain('[JOB] impact: the process that ran it ended; now queued')
  })

  it('take the job of one that was paused, and it writes nothing more of it when it wakes', async () => {
    const first = join()
    await enqueue(2_500)
    expect(await begun()).toBe(first.pid)
    first.child.kill('SIGSTOP')
    const second = join()
    expect(await begun(2)).toBe(second.pid)
    first.child.kill('SIGCONT')
    await untilAll('succeeded')
    await sleep(500)
    expect(await jobs()).toMatchObject([{ attempts: 2, result: { who: second.pid } }])
    expect(await turns('end')).toMatchObject([{ who: second.pid }])
  })
})

describe('a process that is told to end', () => {
  it('stops its job at once and gives it back, which counts as no failure', async () => {
    const first = join()
    await enqueue(1_500)
    await begun()
    const ended = new Promise((resolve) => first.child.once('exit', resolve))
    first.child.kill('SIGTERM')
    expect(await ended).toBe(0)
    expect(await jobs()).toMatchObject([{ status: 'queued', attempts: 0, error: null, started_at: null }])
    join()
    await untilAll('succeeded')
    expect(await jobs()).toMatchObject([{ attempts: 1 }])
  })
})

describe('a database that goes away', () => {
  it('is waited for, and the job that was cut off runs again', async () => {
    const runner = join()
    await enqueue(1_000)
    await begun()
    const bringBack = await takeAway(database)
    await sleep(3_000)
    await bringBack()
    await untilAll('succeeded')
    expect((await jobs())[0].attempts).toBe(1)
    expect(runner.said()).toContain('[DB_DOWN] op=jobs')
    expect(runner.said()).toContain('[DB_RECOVERED] op=jobs')
    expect(runner.said()).not.toContain('THREAD_CRASH')
  })

  it('does no harm to a job that does not need it meanwhile', async () => {
    const runner = join()
    await enqueue(6_000)
    await begun()
    const bringBack = await takeAway(database)
    await sleep(2_500)
    await bringBack()
    await untilAll('succeeded')
    expect(await turns('begin')).toHaveLength(1)
    expect(runner.said()).not.toContain('THREAD_CRASH')
  })
})

describe('cancelling', () => {
  it('ends a job where it runs', async () => {
    const runner = join()
    const id = await enqueue(10_000)
    await begun()
    await db.pool.query(
      `update background_jobs set status = 'cancelled', finished_at = now() where id = $1`,
      [id],
    )
    await until(async () => expect(runner.said()).toContain('[JOB] impact stopped'))
    const next = await enqueue(10)
    await until(async () => expect(await turns('end')).toMatchObject([{ job: next }]))
    expect(await jobs()).toMatchObject([{ status: 'cancelled' }, { status: 'succeeded' }])
  })
})
