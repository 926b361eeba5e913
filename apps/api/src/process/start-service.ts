import type { AddressInfo } from 'node:net'
import { buildApp } from '../app.ts'
import type { Config } from '../config.ts'
import type { Context } from '../context.ts'
import { connect } from '../db/db.ts'
import { prepareDatabase } from '../jobs/prepare-database.ts'
import { keepScoresFresh } from '../jobs/rescore-schedule.ts'
import { type Cut, trackConnections } from './connections.ts'
import { runSteps } from './run-steps.ts'
import type { Stop } from './stop-request.ts'

export type Service = {
  /** Settles when the database is migrated and the loops run; rejects when it never will. */
  readonly prepared: Promise<void>
  /** Ends everything in its order; answers the exit code. */
  end(stop: Stop): Promise<number>
}

/** Connects, builds and listens; the database may come later. */
export async function startService(config: Config, log: Context['log']): Promise<Service> {
  const ending = new AbortController()
  const db = connect({
    url: config.database.url,
    max: config.pool.size + config.pool.overflow,
    onIdleError: (error) => log.warn({ err: error }, '[DB_POOL] idle connection lost'),
  })
  const app = await buildApp({ config, db, log })
  const connections = trackConnections(app.server)
  let drainMs = 0
  let cut: Cut = { requests: 0, connections: 0 }
  // Runs when the live streams have been ended, and holds the server open until all that was asked is answered.
  app.addHook('preClose', async () => {
    cut = await connections.drain(drainMs)
  })
  await app.listen({ host: config.host, port: config.port })
  const { port } = app.server.address() as AddressInfo
  log.info({ port, host: config.host }, `[STARTUP] listening on port ${port}`)

  async function prepare(): Promise<void> {
    await prepareDatabase({ db, log, runMigrations: config.runMigrations, signal: ending.signal })
    if (ending.signal.aborted) return
    void keepScoresFresh(db, () => new Date(), log, ending.signal)
    log.info(`[STARTUP] ready after ${Math.round(process.uptime() * 1000)} ms`)
  }

  return {
    prepared: prepare(),
    async end({ reason, withinMs, exitCode }) {
      log.info(`[SHUTDOWN] ${reason}: no new connections; what has begun may end within ${withinMs / 1000} s`)
      drainMs = withinMs
      ending.abort()
      connections.stopListening()
      await runSteps(
        log,
        [
          { name: 'live streams and requests', run: () => app.close() },
          { name: 'database connections', run: () => db.close() },
        ],
        withinMs,
      )
      log.info('Database connections closed')
      if (cut.requests + cut.connections > 0)
        log.warn(cut, '[SHUTDOWN] cut what was left after the time was up')
      return cut.requests > 0 ? 1 : exitCode
    },
  }
}
