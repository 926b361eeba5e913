import type { Config } from '../config.ts'
import type { Context } from '../context.ts'

/** What the configuration amounts to, without a secret: names of variables and hosts, no values (R037). */
export function logConfiguration(log: Context['log'], config: Config): void {
  const { environment, commit, host, port, workers, database, pool } = config
  log.info({ environment, commit, node: process.version }, '[STARTUP] configuration is usable')
  log.info(
    { source: database.source, databaseHost: database.host, problem: database.problem ?? undefined },
    `[STARTUP] database: source=${database.source ?? 'none'}`,
  )
  log.info(
    { workers, poolSize: pool.size, poolOverflow: pool.overflow },
    `[STARTUP] ${workers === 1 ? 'one process' : `${workers} workers`} for ${host}:${port}`,
  )
}
