import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeOutlook } from '../../test/fake-outlook.ts'
import { spokenLog } from '../../test/spoken-log.ts'
import type { Database } from '../db/db.ts'
import type { Loop, LoopJob, LoopResult } from './loop.ts'
import type { Term } from './run-once.ts'
import { superviseLoop } from './supervised-loop.ts'

// The timing of the runner, by a clock that a test moves on. What it writes is tested with a database in loops.test.ts.

const away = Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), { code: 'ECONNREFUSED' })
const startedAt = new Date('2026-11-22T09:00:00.000Z')

beforeEach(() => vi.useFakeTimers({ now: startedAt }))
afterEach(() => vi.useRealTimers())

/** A database that keeps the row of a loop in its head. */
function memory(lastSuccessAt: string | null = null): Database {
  const db = {
    sql: async () => [{ last_success_at: lastSuccessAt, consecutive_failures: 0 }],
    within: () => db,
  }
  return db as unknown as Database
}

function setUp(
  loop: Partial<Loop> & Pick<Loop, 'run'>,
  { lastSuccessAt }: { lastSuccessAt?: string } = {},
  onRun: (name: string, ok: boolean) => void = () => {},
) {
  const { log, lines, saying } = spokenLog()
  const { outlook, sleeps, wake } = fakeOutlook()
  const runs: [string, boolean][] = []
  const supervised = superviseLoop(
    { name: 'tidy', everySeconds: 60, leaderOnly: true, ...loop },
    {
      db: memory(lastSuccessAt ?? null),
      clock: () => new Date(),
      log,
      instance: 'here:1',
      outlook,
      onRun: (name, ok) => {
        runs.push([name, ok])
        onRun(name, ok)
      },
      onDown: () => {},
    },
  )
  const ending = new AbortController()
  const term: Term = { signal: ending.signal, check: () => ending.signal.throwIfAborted() }
  const living = supervised.live(term)
  return { supervised, ending, living, saying, lines, sleeps, wake, runs }
}

const seconds = (n: number) => vi.advanceTimersByTimeAsync(n * 1_000)

describe('a supervised loop', () => {
  it('runs at once and then in its rhythm', async () => {
    const run = vi.fn(async () => ({ rows: 3 }))
    const { supervised, runs } = setUp({ run })
    await seconds(1)
    expect(run).toHaveBeenCalledTimes(1)
    await seconds(58)
    expect(run).toHaveBeenCalledTimes(1)
    await seconds(1)
    expect(run).toHaveBeenCalledTimes(2)
    expect(runs).toEqual([
      ['tidy', true],
      ['tidy', true],
    ])
    expect(supervised.status).toMatchObject({
      running: false,
      last_success_at: '2026-11-22T09:01:00.000Z',
      next_run_at: '2026-11-22T09:02:00.000Z',
      consecutive_failures: 0,
      runs: 2,
      failures: 0,
    })
  })

  it('waits after a restart until an interval has passed since the last success', async () => {
    const run = vi.fn(async () => ({}))
    setUp({ run }, { lastSuccessAt: '2026-11-22T08:59:30.000Z' })
    await seconds(29)
    expect(run).not.toHaveBeenCalled()
    await seconds(2)
    expect(run).toHaveBeenCalledTimes(1)
  })

  it('runs at once when the last success is older than the interval', async () => {
    const run = vi.fn(async () => ({}))
    setUp({ run }, { lastSuccessAt: '2026-11-22T08:00:00.000Z' })
    await seconds(0)
    expect(run).toHaveBeenCalledTimes(1)
  })

  it('waits no longer than one interval for a last success in the future', async () => {
    const run = vi.fn(async () => ({}))
    setUp({ run }, { lastSuccessAt: '2026-11-23T09:00:00.000Z' })
    await seconds(61)
    expect(run).toHaveBeenCalledTimes(1)
  })

  it('runs when it is called, and keeps its rhythm from there', async () => {
    const run = vi.fn(async () => ({}))
    const { supervised } = setUp({ run }, { lastSuccessAt: '2026-11-22T09:00:00.000Z' })
    await seconds(10)
    supervised.runNow()
    await seconds(0)
    expect(run).toHaveBeenCalledTimes(1)
    await seconds(59)
    expect(run).toHaveBeenCalledTimes(1)
    await seconds(1)
    expect(run).toHaveBeenCalledTimes(2)
  })

  it('does nothing when it is called where it does not run', async () => {
    const run = vi.fn(async () => ({}))
    const { supervised, ending, living } = setUp({ run }, { lastSuccessAt: startedAt.toISOString() })
    await seconds(1)
    ending.abort()
    await living
    supervised.runNow()
    void supervised.live({ signal: new AbortController().signal, check: () => {} })
    await seconds(50)
    expect(run).not.toHaveBeenCalled()
  })

  it('runs once more when it is called during a run', async () => {
    const run = vi.fn(() => new Promise<LoopResult>((resolve) => setTimeout(() => resolve({}), 5_000)))
    const { supervised } = setUp({ run })
    await seconds(1)
    supervised.runNow()
    supervised.runNow()
    await seconds(20)
    expect(run).toHaveBeenCalledTimes(2)
  })
})

describe('a supervised loop whose database is away (R031, R032, R140)', () => {
  it('waits 2, 4, 8, 16, 32 and then 60 s, over as many runs as it takes', async () => {
    const run = vi.fn(async () => Promise.reject(away))
    const { sleeps, saying, supervised, runs } = setUp({ run })
    await seconds(300)
    expect(sleeps.slice(0, 8)).toEqual([2, 4, 8, 16, 32, 60, 60, 60])
    expect(saying('[DB_DOWN]').slice(3, 7)).toEqual([
      '[DB_DOWN] op=tidy try=4/5 sleep=16s reason=ConnectionRefused',
      '[DB_DOWN] op=tidy try=5/5 sleep=32s reason=ConnectionRefused',
      '[DB_DOWN] op=tidy try=1/5 sleep=60s reason=ConnectionRefused',
      '[DB_DOWN] op=tidy try=2/5 sleep=60s reason=ConnectionRefused',
    ])
    // Five tries are one failed run.
    expect(runs).toEqual([['tidy', false]])
    expect(supervised.status).toMatchObject({
      consecutive_failures: 1,
      failures: 1,
      last_error: 'ConnectionRefused',
    })
  })

  it('says at most four lines in an outage of 15 s, and one when it is over', async () => {
    let isAway = true
    const run = vi.fn(async () => (isAway ? Promise.reject(away) : {}))
    const { saying, wake, supervised } = setUp({ run })
    await seconds(15)
    expect(saying('[DB_DOWN]')).toHaveLength(4)
    isAway = false
    wake()
    await seconds(120)
    expect(saying('[DB_DOWN]')).toHaveLength(4)
    expect(saying('[DB_RECOVERED]')).toEqual(['[DB_RECOVERED] op=tidy after 4 attempts'])
    expect(supervised.status).toMatchObject({ last_error: null, failures: 0, consecutive_failures: 0 })
  })

  it('begins with 2 s again in the next outage', async () => {
    let isAway = true
    const { sleeps, wake } = setUp({ run: async () => (isAway ? Promise.reject(away) : {}) })
    await seconds(7)
    isAway = false
    wake()
    await seconds(1)
    isAway = true
    await seconds(60)
    expect(sleeps.slice(0, 5)).toEqual([2, 4, 8, 2, 4])
  })

  it('says that it recovered when it leads again and its next run is hours away', async () => {
    const lastSuccessAt = new Date(startedAt.getTime() - 61_000).toISOString()
    const { saying, ending, living, supervised } = setUp(
      { run: async () => Promise.reject(away) },
      { lastSuccessAt },
    )
    await seconds(1)
    ending.abort()
    await living
    vi.setSystemTime(new Date(lastSuccessAt))
    const again = new AbortController()
    const livingAgain = supervised.live({ signal: again.signal, check: () => {} })
    await seconds(1)
    expect(saying('[DB_')).toEqual([
      '[DB_DOWN] op=tidy try=1/5 sleep=2s reason=ConnectionRefused',
      '[DB_RECOVERED] op=tidy after 1 attempts',
    ])
    again.abort()
    await livingAgain
  })

  it('says that it recovered when another instance has it now', async () => {
    const { saying, ending, living, supervised } = setUp({ run: async () => Promise.reject(away) })
    await seconds(1)
    ending.abort()
    await living
    supervised.handOver()
    supervised.handOver()
    expect(saying('[DB_')).toEqual([
      '[DB_DOWN] op=tidy try=1/5 sleep=2s reason=ConnectionRefused',
      '[DB_RECOVERED] op=tidy after 1 attempts',
    ])
  })
})

describe('a supervised loop with a bug (R141)', () => {
  it('is started again after a pause that grows up to its rhythm', async () => {
    const at: number[] = []
    const { saying, lines, supervised } = setUp({
      run: async () => {
        at.push((Date.now() - startedAt.getTime()) / 1_000)
        throw new TypeError('lead is undefined')
      },
    })
    await seconds(200)
    expect(at).toEqual([0, 2, 6, 14, 30, 62, 122, 182])
    expect(new Set(saying('[THREAD_CRASH]'))).toEqual(new Set(['[THREAD_CRASH] name=tidy']))
    const [line] = lines.filter(({ msg }) => msg.includes('THREAD_CRASH'))
    expect(line).toMatchObject({ level: 'error', err: { message: 'lead is undefined' } })
    expect(line?.err?.stack).toContain('supervised-loop.test.ts')
    expect(supervised.status).toMatchObject({
      consecutive_failures: 8,
      runs: 8,
      failures: 8,
      last_error: 'TypeError: lead is undefined',
    })
  })

  it('is as before once it succeeds', async () => {
    let isBroken = true
    const { supervised, runs } = setUp({
      run: async () => (isBroken ? Promise.reject(new Error('not yet')) : {}),
    })
    await seconds(3)
    isBroken = false
    await seconds(4)
    expect(runs.at(-1)).toEqual(['tidy', true])
    expect(supervised.status).toMatchObject({
      consecutive_failures: 0,
      failures: 2,
      runs: 3,
      last_error: null,
    })
  })

  it('survives a run that throws before it begins', async () => {
    const { saying } = setUp({
      run: () => {
        throw new RangeError('at once')
      },
    })
    await seconds(1)
    expect(saying('[THREAD_CRASH] name=tidy')).toHaveLength(1)
  })
})

describe('a supervised loop whose counter breaks', () => {
  it('goes on', async () => {
    const run = vi.fn(async () => ({}))
    const { saying } = setUp({ run, everySeconds: 1 }, {}, () => {
      throw new Error('no such metric')
    })
    await seconds(10)
    expect(run.mock.calls.length).toBeGreaterThan(3)
    expect(saying('[THREAD_CRASH] name=tidy').length).toBeGreaterThan(3)
  })
})

describe('a supervised loop that hangs', () => {
  it('is aborted after its longest time, told and started again', async () => {
    const signals: AbortSignal[] = []
    const { saying, supervised } = setUp({
      maxSeconds: 10,
      run: ({ signal }) => {
        signals.push(signal)
        return new Promise(() => {})
      },
    })
    await seconds(9)
    expect(signals[0]?.aborted).toBe(false)
    expect(supervised.status.running).toBe(true)
    await seconds(1)
    expect(signals[0]?.aborted).toBe(true)
    // It gets 5 s to end by itself, and the loop 2 s of pause.
    await seconds(8)
    expect(saying('[THREAD_CRASH] name=tidy')).toHaveLength(1)
    expect(supervised.status).toMatchObject({
      last_error: 'RunTooLong: The run did not end within 10 s',
      failures: 1,
    })
    expect(signals).toHaveLength(2)
  })

  it('cannot use its database any longer', async () => {
    const refusals: unknown[] = []
    const run = vi.fn(async ({ db }: LoopJob) => {
      await new Promise((resolve) => setTimeout(resolve, 30_000))
      await db.sql({ name: 'late', text: 'select 1' }).catch((error: unknown) => refusals.push(error))
      return {}
    })
    setUp({ maxSeconds: 10, run })
    await seconds(31)
    expect(refusals).toMatchObject([{ name: 'RunTooLong' }])
  })

  it('holds neither the end of the process nor the lead for longer than 5 s', async () => {
    const { ending, living, supervised } = setUp({ run: () => new Promise(() => {}) })
    await seconds(1)
    ending.abort(new Error('the end'))
    await seconds(5)
    await living
    expect(supervised.status).toMatchObject({ running: false, runs: 0, failures: 0, last_error: null })
  })
})

describe('a supervised loop at the end of its term', () => {
  it('is aborted, and the run counts neither as failed nor as done', async () => {
    const run = vi.fn(
      ({ signal }: LoopJob) =>
        new Promise<LoopResult>((resolve) => signal.addEventListener('abort', () => resolve({ half: 1 }))),
    )
    const { ending, living, supervised, runs, saying } = setUp({ run })
    await seconds(1)
    ending.abort(new Error('somebody else leads'))
    await living
    expect(runs).toEqual([])
    expect(saying('[THREAD_CRASH]')).toEqual([])
    expect(supervised.status).toMatchObject({ runs: 0, last_success_at: null, next_run_at: null })
  })
})
