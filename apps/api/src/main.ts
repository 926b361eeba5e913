import closeWithGrace from 'close-with-grace'
import { buildApp } from './app.ts'
import { ConfigError, readConfig } from './config.ts'
import { connect } from './db/db.ts'
import { prepareDatabase } from './jobs/prepare-database.ts'
import { keepScoresFresh } from './jobs/rescore-schedule.ts'
import { createLog } from './log.ts'

/** config → connect → build → listen → prepare → close. The only file that runs on import. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  const log = createLog(config.logLevel)
  const db = connect({
    url: config.database.url,
    max: config.pool.size + config.pool.overflow,
    onIdleError: (error) => log.warn({ err: error }, '[DB_POOL] idle connection lost'),
  })
  const app = await buildApp({ config, db, log })
  const ending = new AbortController()
  closeWithGrace({ delay: 10_000, logger: log }, async () => {
    ending.abort()
    await app.close()
    await db.close()
    log.info('Database connections closed')
  })
  await app.listen({ host: config.host, port: config.port })
  log.info({ port: config.port, environment: config.environment }, '[STARTUP] listening')
  await prepareDatabase({ db, log, runMigrations: config.runMigrations, signal: ending.signal })
  await keepScoresFresh(db, () => new Date(), log, ending.signal)
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error)
  process.exit(1)
})
