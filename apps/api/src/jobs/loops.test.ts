import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { takeAway } from '../../test/database-outage.ts'
import { spokenLog } from '../../test/spoken-log.ts'
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts'
import { buildApp } from '../app.ts'
import { readConfig } from '../config.ts'
import { connect, type Database } from '../db/db.ts'
import { ensureActiveModel } from '../scoring/ensure-active-model.ts'
import { lastRescore } from './last-rescore.ts'
import { listBackgroundLoops } from './list-background-loops.ts'
import type { Loop } from './loop.ts'
import { createLoops, type LoopsOptions } from './loops.ts'
import { requestLoopRun } from './request-loop-run.ts'

let database: TestDatabase
let db: Database

beforeAll(async () => {
  database = await createTestDatabase()
  db = connect({ url: database.url, max: 5, onIdleError: () => {} })
  await ensureActiveModel(db)
})
afterAll(async () => {
  await db.close()
  await database.drop()
})

/** Loops of this process that begin to lead within a moment; they end with the test. */
function startLoops(more: readonly Loop[] = [], options: Partial<LoopsOptions> = {}) {
  const { log, saying, lines } = spokenLog()
  const config = readConfig({ NODE_ENV: 'test', DATABASE_URL: database.url })
  const loops = createLoops({
    db,
    clock: () => new Date(),
    log,
    config,
    more,
    times: { lookMs: 200, provenMs: 2_000, settleMs: 100, silenceMs: 5_000 },
    ...options,
  })
  loops.start()
  onTestFinished(() => loops.stop())
  return { loops, saying, lines, log, config }
}

async function rowOf(name: string) {
  return (await listBackgroundLoops(db)).find((row) => row.name === name)
}

describe('the loops of a server (R142)', () => {
  it('leave a row for each run that anybody can read', async () => {
    const before = new Date()
    const { loops, saying } = startLoops()
    await vi.waitFor(async () => expect((await rowOf('score_decay'))?.runs).toBe(1), 5_000)
    await vi.waitFor(async () => expect((await rowOf('rate_limit_sweep'))?.runs).toBe(1), 5_000)
    await vi.waitFor(async () => expect((await rowOf('retention'))?.runs).toBe(1), 5_000)
    const row = await rowOf('score_decay')
    expect(row).toMatchObject({
      every_seconds: 21_600,
      instance: loops.instance,
      last_result: { read: 0, moved: 0 },
      last_error: null,
      consecutive_failures: 0,
      failures: 0,
    })
    const ranAt = Date.parse(row?.last_run_at ?? '')
    expect(ranAt).toBeGreaterThanOrEqual(before.getTime())
    expect(Date.parse(row?.next_run_at ?? '')).toBe(ranAt + 21_600_000)
    expect(loops.isLeader).toBe(true)
    expect(loops.status().map(({ name }) => name)).toEqual([
      'score_decay',
      'rescore_left_behind',
      'retention',
      'publish_scheduled',
      'retrain',
      'judge_outcomes',
      'rate_limit_sweep',
    ])
    expect(saying('[STARTUP] loops: score_decay every 21600 s')).toHaveLength(1)

    expect(await lastRescore(db)).toBe(row?.last_success_at)
  })

  it('do not run again after a restart before their time', async () => {
    const runs: string[] = []
    const { saying } = startLoops([], { onRun: (name) => runs.push(name) })
    await vi.waitFor(() => expect(saying('this process leads')).toHaveLength(1), 5_000)
    await sleep(300)
    expect(runs).toEqual([])
    expect((await rowOf('score_decay'))?.runs).toBe(1)
  })

  it('count over restarts, and tell a failure without hosts or users', async () => {
    const broken: Loop = {
      name: 'broken',
      everySeconds: 3_600,
      leaderOnly: true,
      run: async () => {
        throw new Error(
          'no answer from postgresql://dana:secret@db.internal:5432/crm as user "dana" at 10.0.0.7:5432',
        )
      },
    }
    const { loops } = startLoops([broken])
    await vi.waitFor(async () => expect((await rowOf('broken'))?.failures).toBe(1), 5_000)
    await loops.stop()
    startLoops([broken])
    await vi.waitFor(async () => expect((await rowOf('broken'))?.failures).toBe(2), 5_000)
    expect(await rowOf('broken')).toMatchObject({
      runs: 2,
      consecutive_failures: 2,
      last_success_at: null,
      last_error: 'Error: no answer from … as user … at …',
    })
  })

  it('that are no longer among them leave no row', async () => {
    const { saying } = startLoops()
    await vi.waitFor(() => expect(saying('this process leads')).toHaveLength(1), 5_000)
    await vi.waitFor(async () => expect(await rowOf('broken')).toBeUndefined(), 5_000)
  })

  it('run in each process where they belong to each', async () => {
    const tick = vi.fn(async () => ({}))
    const own: Loop = { name: 'own', everySeconds: 0.1, leaderOnly: false, run: tick }
    startLoops([], { times: { lookMs: 50, provenMs: 2_000, settleMs: 50, silenceMs: 5_000 } })
    await sleep(300)
    const { loops } = startLoops([own])
    await vi.waitFor(() => expect(tick.mock.calls.length).toBeGreaterThan(3), 5_000)
    expect(loops.isLeader).toBe(false)
  })
})

describe('a loop that is asked for', () => {
  it('runs at once where it is led, whoever asked', async () => {
    const run = vi.fn(async () => ({ done: 1 }))
    const yearly: Loop = { name: 'yearly', everySeconds: 86_400, leaderOnly: true, run }
    const { loops, log, config } = startLoops([yearly])
    const app = await buildApp({ config, db, log, loops })
    onTestFinished(() => app.close())
    await app.ready()
    await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(1), 5_000)
    await vi.waitFor(async () => {
      await requestLoopRun(db, 'yearly')
      expect(run.mock.calls.length).toBeGreaterThan(1)
    }, 5_000)
    await requestLoopRun(db, 'no such loop')
    await vi.waitFor(async () => expect((await rowOf('yearly'))?.last_result).toEqual({ done: 1 }), 5_000)
  })
})

describe('loops whose database goes away (R031, R032, R140)', () => {
  it('say so in one way, wait longer each time, and recover once', { timeout: 60_000 }, async () => {
    const outage = await createTestDatabase()
    const own = connect({ url: outage.url, max: 5, onIdleError: () => {} })
    await ensureActiveModel(own)
    const statement = { name: undefined, text: 'select pg_sleep(0.05)' }
    const busy: Loop = {
      name: 'busy',
      everySeconds: 0.1,
      leaderOnly: false,
      run: async ({ db }) => ({ rows: (await db.sql(statement)).length }),
    }
    const down: string[] = []
    const { saying, loops } = startLoops([busy, { ...busy, name: 'led', leaderOnly: true }], {
      db: own,
      config: readConfig({ NODE_ENV: 'test', DATABASE_URL: outage.url }),
      onDown: (op) => down.push(op),
    })
    await vi.waitFor(() => expect(loops.isLeader).toBe(true), 5_000)
    await sleep(500)
    const giveBack = await takeAway(outage)
    await sleep(8_000)
    await giveBack()
    const back = performance.now()
    await vi.waitFor(() => {
      expect(saying('[DB_RECOVERED] op=busy')).toHaveLength(1)
      expect(saying('[DB_RECOVERED] op=leader')).toHaveLength(1)
      expect(loops.isLeader).toBe(true)
    }, 10_000)
    expect(performance.now() - back).toBeLessThan(5_000)
    await sleep(1_500)

    for (const op of ['busy', 'leader']) {
      const lines = saying(`[DB_DOWN] op=${op} `)
      expect(lines.length).toBeGreaterThanOrEqual(2)
      expect(lines.length).toBeLessThanOrEqual(4)
      expect(
        lines.map((line) => / try=(\d)\/5 sleep=(\d+)s reason=[A-Z]\w+$/.exec(line)?.slice(1).join()),
      ).toEqual(['1,2', '2,4', '3,8', '4,16'].slice(0, lines.length))
      expect(saying(`[DB_RECOVERED] op=${op} after ${lines.length} attempts`)).toHaveLength(1)
      expect(saying(`[DB_RECOVERED] op=${op} `)).toHaveLength(1)
      expect(down.filter((one) => one === op)).toHaveLength(lines.length)
    }
    // A run that the outage interrupts may tell of it; then it tells of its end as well.
    expect(saying('[DB_DOWN] op=led').length > 0).toBe(saying('[DB_RECOVERED] op=led').length === 1)
    expect(saying('[THREAD_CRASH]')).toEqual([])
    const before = loops.status().find(({ name }) => name === 'led')?.runs ?? 0
    await vi.waitFor(() => {
      expect(loops.status().find(({ name }) => name === 'led')?.runs).toBeGreaterThan(before)
    }, 5_000)
    await loops.stop()
    await own.close()
    await outage.drop()
  })
})
