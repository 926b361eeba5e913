import cluster from 'node:cluster'
import type { Context } from '../context.ts'
import { endMessage } from './end-together.ts'

/** Why this process ends, how long running requests may take, and what it answers to whoever started it. */
export type StopReason = { reason: string; withinMs: number; exitCode: number }
export type Stop = StopReason & { endAt: number }

/** After a crash nothing in memory can be trusted: only what is nearly done may end. */
const crashDrainMs = 2_000
/** npm and a terminal send one Ctrl-C twice; a person is slower. */
const sameSignalMs = 200
/** A terminal and systemd signal every process of the group: a worker leaves it to its primary, if that ends too. */
const primaryFirstMs = 500

export type StopRequests = {
  /** Settles at the first reason to end. */
  readonly requested: Promise<Stop>
  request(reason: StopReason): void
}

/**
 * Hears everything that ends this process: signals, the order of the primary, and errors that nobody caught, which are
 * logged once with their stack. A second signal ends it at once.
 */
export function hearStopRequests(log: Context['log'], drainMs: number): StopRequests {
  const { promise, resolve } = Promise.withResolvers<Stop>()
  let stop: Stop | undefined

  function request(wanted: StopReason): void {
    if (stop) return
    stop = { ...wanted, endAt: Date.now() + wanted.withinMs }
    resolve(stop)
  }

  function onSignal(reason: NodeJS.Signals): void {
    const wanted = { reason, withinMs: drainMs, exitCode: 0 }
    if (cluster.isWorker) setTimeout(request, primaryFirstMs, wanted)
    else if (!stop) request(wanted)
    else if (Date.now() - (stop.endAt - stop.withinMs) >= sameSignalMs) {
      log.warn(`[SHUTDOWN] second signal (${reason}): ending at once`)
      process.exit(1)
    }
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
      if (message === endMessage) request({ reason: 'the primary ends', withinMs: drainMs, exitCode: 0 })
    })
  }
  return { requested: promise, request }
}
