import cluster, { type Worker } from 'node:cluster'
import type { Readable } from 'node:stream'
import type { Config } from '../config.ts'
import { createLog, outputWith } from '../log.ts'
import { relayMetrics } from '../metrics/relay-metrics.ts'
import { acceptBacklog } from './connections.ts'
import { logConfiguration } from './describe-start.ts'
import { createOrders, type Orders } from './end-together.ts'
import { exitCodes } from './exit-codes.ts'
import { openLogFiles } from './log-files.ts'
import { joinLines, workerStdio } from './log-pipe.ts'
import { restartPauses } from './restart-pause.ts'
import { hearStopRequests, type Stop } from './stop-request.ts'

/** What a worker needs beyond the time of its requests, to end its loops and connections. */
const afterDrainMs = 1_800

/**
 * The process that starts the workers, replaces those that die and passes on the order to end. It serves nothing and
 * writes the log files. Ends this process.
 */
export async function runPrimary(config: Config): Promise<never> {
  const files = openLogFiles(config.logFiles, (message) => console.error(message))
  const log = createLog(config.logLevel, outputWith(files))
  const stops = hearStopRequests(log, config.drainMs)
  logConfiguration(log, config)
  cluster.setupPrimary({ ...(files ? { stdio: workerStdio } : {}) })
  // Outside production each process would make up its own, and refuse the tokens of the others.
  const env = { SECRET_KEY: config.secretKey }
  relayMetrics(cluster)
  const alive = new Set<Worker>()
  const orders = createOrders()
  let isStopping = false
  let listening = 0

  function start(pauses = restartPauses()): void {
    const startedAt = Date.now()
    const worker = cluster.fork(env)
    alive.add(worker)
    orders.add(worker)
    worker.once('listening', () => {
      listening += 1
      if (listening === config.workers) {
        log.info(`[STARTUP] ${listening} workers listen after ${Math.round(process.uptime() * 1000)} ms`)
      }
    })
    if (files) joinLines(worker.process.stdio[4] as Readable, (lines) => files.write(lines))
    worker.once('exit', (code, signal) => {
      alive.delete(worker)
      if (exitCodes.isHopeless(code))
        stops.request({ reason: 'a worker cannot start', withinMs: config.drainMs, exitCode: 1 })
      if (isStopping || exitCodes.isHopeless(code)) return
      const pauseMs = pauses.after(Date.now() - startedAt)
      log.error(
        { worker: worker.process.pid, code, signal },
        `[WORKER] a worker has ended; another starts in ${pauseMs / 1000} s`,
      )
      setTimeout(() => isStopping || start(pauses), pauseMs)
    })
  }

  for (let place = 0; place < config.workers; place++) start()
  const stop = await stops.requested
  isStopping = true
  const exitCode = await endWorkers({ alive, orders, stop, log })
  log.info(`[SHUTDOWN] all workers have ended; exit ${exitCode}`)
  await files?.close()
  process.exit(exitCode)
}

type Ending = {
  alive: ReadonlySet<Worker>
  orders: Orders
  stop: Stop
  log: ReturnType<typeof createLog>
}

/** Tells every worker to end and waits for it; answers the exit code of the whole. */
async function endWorkers({ alive, orders, stop, log }: Ending): Promise<number> {
  const { reason, withinMs, endAt, exitCode } = stop
  const workers = [...alive]
  log.info(
    `[SHUTDOWN] ${reason}: ${workers.length} workers finish what has begun, within ${withinMs / 1000} s`,
  )
  const codes = workers.map(
    (worker) => new Promise<number>((resolve) => worker.once('exit', (code) => resolve(code === 0 ? 0 : 1))),
  )
  await acceptBacklog()
  orders.end()
  const impatience = setTimeout(
    () => {
      log.error(`[SHUTDOWN] killing the workers that are left`)
      for (const worker of workers) worker.process.kill('SIGKILL')
    },
    endAt + afterDrainMs - Date.now(),
  )
  const worst = Math.max(0, ...(await Promise.all(codes)))
  clearTimeout(impatience)
  return Math.max(exitCode, worst)
}
