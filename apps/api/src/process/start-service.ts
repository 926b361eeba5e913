import cluster from 'node:cluster'
import type { AddressInfo } from 'node:net'
import { allEndpoints } from '@leadglass/contracts/endpoint.ts'
import { buildApp } from '../app.ts'
import type { Config } from '../config.ts'
import type { Context } from '../context.ts'
import { connect, type Database } from '../db/db.ts'
import { checkServerLimits } from '../db/server-limits.ts'
import { reportOutages } from '../health/report-outages.ts'
import { createReadiness } from '../http/readiness.ts'
import { createLoops } from '../jobs/loops.ts'
import { prepareDatabase } from '../jobs/prepare-database.ts'
import { jobHandlers } from '../jobs/queue/job-handlers.ts'
import { createJobRunner } from '../jobs/queue/job-runner.ts'
import { createMailer } from '../mail/mailer.ts'
import { linkToPrimary, type PrimaryLink } from '../metrics/link-to-primary.ts'
import { createMetrics, type Metrics } from '../metrics/metrics.ts'
import { serviceMinutesLoop } from '../system/save-service-minutes.ts'
import { createServiceMeter } from '../system/service-meter.ts'
import { type Cut, trackConnections } from './connections.ts'
import { allDeaf } from './end-together.ts'
import { runSteps } from './run-steps.ts'
import type { Stop } from './stop-request.ts'

export type Service = {
  /** Settles when the database is migrated and the loops run, or when the service ends before that. */
  readonly prepared: Promise<void>
  /** Ends everything in its order; answers the exit code. */
  end(stop: Stop): Promise<number>
}

type Log = Context['log']
const clock = () => new Date()

/**
 * Everything of the server that runs in one process, in the order of its start: connect → build → listen, then the
 * database, which may come later. `end` goes the other way.
 */
export async function startService(config: Config, log: Log): Promise<Service> {
  const ending = new AbortController()
  const metrics = createMetrics()
  const meter = createServiceMeter(clock)
  const db = openDatabase(config, log)
  const loops = createLoops({
    db,
    clock,
    log,
    config,
    more: [serviceMinutesLoop(meter)],
    onRun: metrics.loopRun,
    onDown: metrics.dbDown,
  })
  const readiness = createReadiness()
  const mailer = createMailer(config.smtp, log)
  const jobs = createJobRunner({
    ...{ db, clock, log },
    databaseUrl: config.database.url,
    handlers: jobHandlers({ mailer, config }),
    onDown: metrics.dbDown,
  })
  const made = { config, db, log, metrics, meter, loops, jobs, mailer, readiness }
  const app = await buildApp({ ...made, ...linkOf(metrics) })
  const connections = trackConnections(app.server)
  let endAt = 0
  let cut: Cut = { requests: 0, connections: 0 }
  // Runs when the live streams have been ended, and holds the server open until all that was asked is answered.
  app.addHook('preClose', async () => {
    cut = await connections.drain(Math.max(0, endAt - Date.now()))
  })
  await app.listen({ host: config.host, port: config.port })
  const { port } = app.server.address() as AddressInfo
  log.info({ port, operations: allEndpoints().length }, `[STARTUP] listening on port ${port}`)
  reportOutages(db.watch, config, log)
  watchDatabase(db, log)

  async function prepare(): Promise<void> {
    const { signal } = ending
    const { runMigrations } = config
    await prepareDatabase({ db, log, runMigrations, signal, onDown: metrics.dbDown })
    if (signal.aborted) return
    readiness.settle()
    await checkServerLimits(db, log, { workers: config.workers })
    loops.start()
    jobs.start()
    log.info(`[STARTUP] ready after ${Math.round(process.uptime() * 1000)} ms`)
  }

  async function closeDatabase(): Promise<void> {
    await db.close()
    log.info('Database connections closed')
  }

  async function end(stop: Stop): Promise<number> {
    const seconds = stop.withinMs / 1000
    log.info(`[SHUTDOWN] ${stop.reason}: no new connections; what has begun may end within ${seconds} s`)
    endAt = stop.endAt
    ending.abort()
    await connections.stopListening()
    await allDeaf()
    const steps = [
      { name: 'live streams and requests', run: () => app.close() },
      { name: 'background loops and jobs', run: () => Promise.all([loops.stop(), jobs.stop()]) },
      { name: 'database connections', run: closeDatabase },
    ]
    await runSteps(log, steps, endAt)
    if (cut.requests + cut.connections > 0) log.warn(cut, '[SHUTDOWN] the time was up: cut what was left')
    return cut.requests > 0 ? 1 : stop.exitCode
  }

  return { prepared: prepare(), end }
}

function openDatabase({ database, pool, slowQueryMs }: Config, log: Log): Database {
  return connect({
    url: database.url,
    problem: database.problem,
    max: pool.size + pool.overflow,
    size: pool.size,
    timeoutMs: pool.timeoutMs,
    recycleSeconds: pool.recycleSeconds,
    slowQueryMs,
    log,
    onIdleError: (error) => log.warn({ err: error }, '[DB_POOL] idle connection lost'),
  })
}

/** Says when the database is first reached, and starts to look after it. */
function watchDatabase({ watch }: Database, log: Log): void {
  const forget = watch.onChange(({ state }) => {
    if (state !== 'up') return
    log.info('[STARTUP] connected to the database')
    forget()
  })
  watch.start()
}

/** A worker answers for all of them; alone there is nobody to ask. */
function linkOf(metrics: Metrics): Partial<PrimaryLink> {
  return cluster.isWorker ? linkToPrimary(metrics) : {}
}
