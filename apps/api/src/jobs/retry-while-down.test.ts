import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeOutlook } from '../../test/fake-outlook.ts'
import { spokenLog } from '../../test/spoken-log.ts'
import type { Outlook } from './outlook.ts'
import { retryWhileDown } from './retry-while-down.ts'

const away = Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), { code: 'ECONNREFUSED' })
const never = new AbortController().signal

function setUp() {
  const { log, lines, saying } = spokenLog()
  const { outlook, sleeps } = fakeOutlook()
  return { lines, saying, sleeps, options: { log, outlook, signal: never, fallback: null } }
}

/** Fails as often as it is told, then answers. */
function failing(times: number, error: unknown = away) {
  let left = times
  return vi.fn(async () => {
    if (left-- > 0) throw error
    return 'done'
  })
}

describe('retryWhileDown (R030, R031)', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('tries five times with sleeps of 1, 2, 4, 8 and 16 s, then answers the fallback', async () => {
    const { sleeps, options, saying } = setUp()
    const work = failing(Number.POSITIVE_INFINITY)
    const answer = retryWhileDown('report', work, options)
    await vi.runAllTimersAsync()
    expect(await answer).toBeNull()
    expect(work).toHaveBeenCalledTimes(5)
    expect(sleeps).toEqual([1, 2, 4, 8, 16])
    expect(saying('[DB_DOWN]')[0]).toBe('[DB_DOWN] op=report try=1/5 sleep=1s reason=ConnectionRefused')
    expect(saying('[DB_DOWN]')[4]).toBe('[DB_DOWN] op=report try=5/5 sleep=16s reason=ConnectionRefused')
    expect(saying('[DB_RECOVERED]')).toEqual([])
  })

  it.each([1, 2, 3, 4])('says once that the database is back after %i failures', async (failures) => {
    const { options, saying } = setUp()
    const answer = retryWhileDown('report', failing(failures), options)
    await vi.runAllTimersAsync()
    expect(await answer).toBe('done')
    expect(saying('[DB_DOWN]')).toHaveLength(failures)
    expect(saying('[DB_RECOVERED]')).toEqual([`[DB_RECOVERED] op=report after ${failures} attempts`])
  })

  it('says nothing when nothing fails', async () => {
    const { options, lines } = setUp()
    expect(await retryWhileDown('report', failing(0), options)).toBe('done')
    expect(lines).toEqual([])
  })

  it('grows strictly up to its longest sleep', async () => {
    const { sleeps, options } = setUp()
    const answer = retryWhileDown('report', failing(8), { ...options, tries: 9, baseMs: 2_000 })
    await vi.runAllTimersAsync()
    expect(await answer).toBe('done')
    expect(sleeps).toEqual([2, 4, 8, 16, 32, 60, 60, 60])
  })

  it('throws an error that is not of the database at once', async () => {
    const { sleeps, options } = setUp()
    const bug = new TypeError('lead is undefined')
    const work = failing(1, bug)
    await expect(retryWhileDown('report', work, options)).rejects.toBe(bug)
    expect(work).toHaveBeenCalledTimes(1)
    expect(sleeps).toEqual([])
  })

  it('throws what only one statement can be blamed for', async () => {
    const { options } = setUp()
    for (const code of ['57014', '23505', '42P01']) {
      const fault = Object.assign(new Error('refused'), { code })
      await expect(retryWhileDown('report', failing(1, fault), options)).rejects.toBe(fault)
    }
  })

  it('throws a bug that shows once the database is back', async () => {
    const { options, sleeps } = setUp()
    const bug = new TypeError('lead is undefined')
    const work = vi.fn().mockRejectedValueOnce(away).mockRejectedValueOnce(bug)
    const answer = retryWhileDown('report', work, options)
    const refused = expect(answer).rejects.toBe(bug)
    await vi.runAllTimersAsync()
    await refused
    expect(sleeps).toEqual([1])
  })

  it('ends its sleep with the fallback when the signal aborts', async () => {
    const { options } = setUp()
    const ending = new AbortController()
    const work = failing(Number.POSITIVE_INFINITY)
    const answer = retryWhileDown('report', work, { ...options, signal: ending.signal })
    await vi.advanceTimersByTimeAsync(1_500)
    expect(work).toHaveBeenCalledTimes(2)
    ending.abort()
    expect(await answer).toBeNull()
    expect(work).toHaveBeenCalledTimes(2)
  })

  it('tries at once when the wait ends early because the database is back', async () => {
    const { options, saying } = setUp()
    const outlook: Outlook = { reasonOf: async () => 'ServerRestarting', pause: async () => {} }
    expect(await retryWhileDown('report', failing(2), { ...options, outlook })).toBe('done')
    expect(saying('sleep=')).toHaveLength(2)
  })
})
