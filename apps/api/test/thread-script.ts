import { AppError } from '../src/errors.ts'
import { serveThread } from '../src/jobs/threads/serve-thread.ts'

/** What run-in-thread.test.ts asks its threads to do. */
export type ThreadTask =
  | { do: 'add'; numbers: number[] }
  | { do: 'throw' }
  | { do: 'refuse' }
  | { do: 'lose the database' }
  | { do: 'spin' }
  | { do: 'wait' }
  | { do: 'exit' }
  | { do: 'sleep'; ms: number }

serveThread<ThreadTask, unknown>(async (task, { progress, signal, log }) => {
  if (task.do === 'add') {
    progress(0.5, 'half way')
    log.warn({ count: task.numbers.length }, 'adding')
    return task.numbers.reduce((sum, number) => sum + number, 0)
  }
  if (task.do === 'throw') throw new TypeError('lead is undefined')
  if (task.do === 'refuse') throw new AppError('not_enough_outcomes', 'Too few closed leads')
  if (task.do === 'lose the database')
    throw new Error('reading failed', {
      cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }),
    })
  if (task.do === 'exit') process.exit(3)
  if (task.do === 'sleep') {
    const startedAt = Date.now()
    await new Promise((resolve) => setTimeout(resolve, task.ms))
    return [startedAt, Date.now()]
  }
  if (task.do === 'wait')
    return new Promise((_resolve, reject) =>
      signal.addEventListener('abort', () => {
        log.info({}, 'told to end')
        reject(signal.reason)
      }),
    )
  for (;;);
})
