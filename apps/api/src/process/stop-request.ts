import cluster from 'node:cluster'
import type { Context } from '../context.ts'

/** Why this process ends, how long running requests may take, and what it answers to whoever started it. */
export type Stop = { reason: string; withinMs: number; exitCode: number }

/** What `cluster` carries from the primary to its workers. */
export const drainMessage = 'drain'

/** After a crash nothing in memory can be trusted: only what is nearly done may end. */
const crashDrainMs = 2_000
/** npm and a terminal send one Ctrl-C twice; a person is slower. */
const sameSignalMs = 200

export type StopRequests = {
  /** Settles at the first reason to end. */
  readonly requested: Promise<Stop>
  request(stop: Stop): void
}

/**
 * Hears everything that ends this process: signals, the order of the primary, and errors that nobody caught, which are
 * logged once with their stack. A second signal ends it at once.
 */
export function hearStopRequests(log: Context['log'], drainMs: number): StopRequests {
  const { promise, resolve } = Promise.withResolvers<Stop>()
  let stop: Stop | undefined
  let since = 0

  function request(wanted: Stop): void {
    if (stop) return
    since = Date.now()
    stop = wanted
    resolve(stop)
  }

  function onSignal(reason: NodeJS.Signals): void {
    // A terminal and systemd tell every process of the group: for a worker, its primary counts the signals.
    const isRepeated = stop !== undefined && cluster.isPrimary
    request({ reason, withinMs: drainMs, exitCode: 0 })
    if (!isRepeated || Date.now() - since < sameSignalMs) return
    log.warn(`[SHUTDOWN] second signal (${reason}): ending at once`)
    process.exit(1)
  }

  function onCrash(error: unknown, origin: string): void {
    const err = error instanceof Error ? error : new Error(String(error))
    log.fatal({ err }, `[CRASH] ${origin}: this process ends`)
    if (stop?.exitCode === 1) process.exit(1)
    if (stop) stop.exitCode = 1
    request({ reason: origin, withinMs: Math.min(crashDrainMs, drainMs), exitCode: 1 })
  }

  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, onSignal)
  // Promises that nobody caught arrive here as well, with `unhandledRejection` as their origin.
  process.on('uncaughtException', onCrash)
  if (cluster.isWorker) {
    process.on('message', (message) => {
      if (message === drainMessage) request({ reason: 'the primary ends', withinMs: drainMs, exitCode: 0 })
    })
  }
  return { requested: promise, request }
}
