import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import {
  type ParentMessage,
  sendableError,
  type ThreadLogLevel,
  type ThreadMessage,
} from './thread-messages.ts'

export type ThreadLog = Record<ThreadLogLevel, (details: object, message: string) => void>

/** What the work of a thread has besides its input. */
export type ThreadTools = {
  progress(fraction: number, stage: string): void
  /** Aborts when the parent wants no more; soon after that the thread is ended. */
  readonly signal: AbortSignal
  /** Lines appear in the log of the server. */
  readonly log: ThreadLog
}

/** Requests go before background work when both want a core. */
const niceness = 10

/** The one statement of a thread's script: does the work for the input that `runInThread` was given. */
export function serveThread<In, Out>(work: (input: In, tools: ThreadTools) => Promise<Out>): void {
  const port = parentPort
  if (!port) throw new Error('This script runs in a thread only: start it with runInThread')
  const tell = (message: ThreadMessage) => port.postMessage(message)
  const ending = new AbortController()
  port.on('message', ({ kind }: ParentMessage) => {
    if (kind === 'abort') ending.abort(new Error('The thread was told to end'))
  })
  lowerPriority()
  const log = (level: ThreadLogLevel) => (details: object, message: string) =>
    tell({ kind: 'log', level, details, message })
  const tools: ThreadTools = {
    progress: (fraction, stage) => tell({ kind: 'progress', fraction, stage }),
    signal: ending.signal,
    log: { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') },
  }
  Promise.resolve()
    .then(() => work(workerData as In, tools))
    .then(
      (value) => tell({ kind: 'done', value }),
      (error: unknown) => tell({ kind: 'failed', error: sendableError(error) }),
    )
}

/** On Linux, where processes and threads are alike, this is the priority of this thread alone. */
function lowerPriority(): void {
  if (process.platform !== 'linux') return
  try {
    setPriority(0, niceness)
  } catch {
    // A container may forbid it: then the work competes like any other.
  }
}
