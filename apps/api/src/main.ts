import closeWithGrace from 'close-with-grace'
import pino from 'pino'
import { buildApp } from './app.ts'
import { ConfigError, readConfig } from './config.ts'
import { connect } from './db/db.ts'

/** config → connect → build → listen → close. The only file that runs on import. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  const log = pino({
    level: config.logLevel,
    formatters: { level: (label) => ({ level: label }) },
    redact: ['req.headers.authorization', '*.password', '*.access_token', '*.refresh_token'],
  })
  const db = connect({
    url: config.database.url,
    max: config.poolMax,
    onIdleError: (error) => log.warn({ err: error }, '[DB_POOL] idle connection lost'),
  })
  const app = await buildApp({ config, db, log })
  closeWithGrace({ delay: 10_000, logger: log }, async () => {
    await app.close()
    await db.close()
    log.info('Database connections closed')
  })
  await app.listen({ host: config.host, port: config.port })
  log.info({ port: config.port, environment: config.environment }, '[STARTUP] listening')
}

main().catch((error: unknown) => {
  const text = error instanceof ConfigError ? error.message : error
  console.error(text)
  process.exit(1)
})
