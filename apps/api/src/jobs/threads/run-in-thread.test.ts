import { describe, expect, it } from 'vitest'
import { spokenLog } from '../../../test/spoken-log.ts'
import type { ThreadTask } from '../../../test/thread-script.ts'
import { databaseFault } from '../../db/db-errors.ts'
import { AppError } from '../../errors.ts'
import { runInThread, type ThreadOptions } from './run-in-thread.ts'

const script = new URL('../../../test/thread-script.ts', import.meta.url)
const run = <Out>(task: ThreadTask, options: Partial<ThreadOptions> = {}) =>
  runInThread<ThreadTask, Out>(script, task, { signal: new AbortController().signal, ...options })

describe('runInThread', () => {
  it('answers what the work answers, with its progress and its lines in the log on the way', async () => {
    const { log, lines } = spokenLog()
    const told: unknown[] = []
    const onProgress = (fraction: number, stage: string) => told.push([fraction, stage])
    expect(await run({ do: 'add', numbers: [1, 2, 3] }, { log, onProgress })).toBe(6)
    expect(told).toEqual([[0.5, 'half way']])
    expect(lines).toMatchObject([{ level: 'warn', count: 3, msg: 'adding' }])
  })

  it('throws what the work throws, with the stack of the thread', async () => {
    const error = await run({ do: 'throw' }).catch((thrown: Error) => thrown)
    expect(error).toMatchObject({ name: 'TypeError', message: 'lead is undefined' })
    expect((error as Error).stack).toContain('thread-script.ts')
  })

  it('keeps refusals refusals, and an outage an outage', async () => {
    const refusal = await run({ do: 'refuse' }).catch((thrown: unknown) => thrown)
    expect(refusal).toBeInstanceOf(AppError)
    expect(refusal).toMatchObject({ code: 'not_enough_outcomes', message: 'Too few closed leads' })
    const outage = await run({ do: 'lose the database' }).catch((thrown: unknown) => thrown)
    expect(databaseFault(outage)).toBe('unavailable')
  })

  it('tells of a thread that ends before its work is done', async () => {
    await expect(run({ do: 'exit' })).rejects.toThrow('ended with code 3 before its work was done')
  })

  it('lets work end by itself when the signal aborts', async () => {
    const { log, saying } = spokenLog()
    const ending = new AbortController()
    const running = run({ do: 'wait' }, { signal: ending.signal, log })
    setTimeout(() => ending.abort(new Error('enough')), 1_000)
    await expect(running).rejects.toThrow('enough')
    expect(saying('told to end')).toHaveLength(1)
  })

  it('ends work that does not listen, even where it never gives way', async () => {
    const ending = new AbortController()
    const running = run({ do: 'spin' }, { signal: ending.signal })
    setTimeout(() => ending.abort(new Error('enough')), 500)
    await expect(running).rejects.toThrow('enough')
  })

  it('begins nothing once the signal has aborted', async () => {
    const signal = AbortSignal.abort(new Error('too late'))
    await expect(run({ do: 'add', numbers: [] }, { signal })).rejects.toThrow('too late')
  })

  it('runs two at once and no more', async () => {
    const times = await Promise.all([1, 2, 3].map(() => run<[number, number]>({ do: 'sleep', ms: 700 })))
    const most = times.map(([at]) => times.filter(([from, to]) => from <= at && at < to).length)
    expect(Math.max(...most)).toBeLessThanOrEqual(2)
  })
})
