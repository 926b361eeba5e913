import { Worker } from 'node:worker_threads'
import pLimit from 'p-limit'
import type { Context } from '../../context.ts'
import { receivedError } from './thread-error.ts'
import type { ParentMessage, ThreadMessage } from './thread-messages.ts'

export type ThreadOptions = {
  signal: AbortSignal
  onProgress?: (fraction: number, stage: string) => void
  log?: Context['log']
}

/** More would take the cores from the requests of this process. */
const atOnce = pLimit(2)

/** How long a thread may take to end by itself: its statements are cancelled, its connections closed. */
const graceMs = 2_000

/**
 * Runs a script (its one statement is `serveThread`) in a thread of its own, for work that would block the event loop.
 * Answers what its work answers; throws what it throws, and the reason of the signal when that aborts.
 */
export function runInThread<In, Out>(script: URL, input: In, options: ThreadOptions): Promise<Out> {
  return atOnce(() => {
    options.signal.throwIfAborted()
    return run<Out>(script, input, options)
  })
}

function run<Out>(script: URL, input: unknown, { signal, onProgress, log }: ThreadOptions): Promise<Out> {
  const worker = new Worker(script, { workerData: input })
  const { promise, resolve, reject } = Promise.withResolvers<Out>()
  let impatience: NodeJS.Timeout | undefined
  const abort = () => {
    worker.postMessage({ kind: 'abort' } satisfies ParentMessage)
    impatience = setTimeout(() => reject(signal.reason), graceMs)
  }
  const fail = (error: Error) => reject(signal.aborted ? signal.reason : error)
  signal.addEventListener('abort', abort, { once: true })
  worker.on('message', (message: ThreadMessage) => {
    if (message.kind === 'progress') onProgress?.(message.fraction, message.stage)
    else if (message.kind === 'log') log?.[message.level](message.details, message.message)
    else if (message.kind === 'failed') fail(receivedError(message.error))
    else resolve(message.value as Out)
  })
  worker.on('error', (error) => fail(error as Error))
  worker.on('exit', (code) => fail(new Error(`The thread ended with code ${code} before its work was done`)))
  return promise.finally(async () => {
    clearTimeout(impatience)
    signal.removeEventListener('abort', abort)
    await worker.terminate()
  })
}
