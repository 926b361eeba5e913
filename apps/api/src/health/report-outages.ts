import type { Config } from '../config.ts'
import type { Context } from '../context.ts'
import { maskDatabaseUrl } from '../db/database-url.ts'
import type { DatabaseWatch } from '../db/database-watch.ts'
import type { Diagnosis } from '../db/diagnose-database.ts'
import { databaseAdvice } from './database-advice.ts'

type Watched = Pick<DatabaseWatch, 'onChange' | 'state' | 'diagnosis'>
type Log = Pick<Context['log'], 'error' | 'info'>

/**
 * Writes into the log why the database is away and what to do about it: once for each outage, beginning with the one
 * that is there at start (R020, R035, R036). Returns how to stop that.
 */
export function reportOutages(watch: Watched, config: Config, log: Log): () => void {
  if (watch.state === 'down' && watch.diagnosis) report(watch.diagnosis)
  return watch.onChange(({ state, at, diagnosis, downSince }) => {
    if (state === 'down' && diagnosis) report(diagnosis)
    if (state !== 'up' || !downSince) return
    const seconds = Math.round((at.getTime() - downSince.getTime()) / 1000)
    log.info({ downSeconds: seconds }, `[DATABASE] connected again after ${seconds} s`)
  })

  // One record for each line: `grep -A12` shows the whole in a text log and in JSON alike. The error itself stands in
  // the line of the watch.
  function report({ type }: Diagnosis): void {
    const [title, ...rest] = outageLines(type, config)
    log.error({ type }, `[DATABASE] ${title}`)
    for (const line of rest) log.error({}, `[DATABASE] ${line}`)
  }
}

function outageLines(type: Diagnosis['type'], { database }: Config): string[] {
  const { error, message, solution } = databaseAdvice[type]
  const where = database.source
    ? `${database.source} = ${maskDatabaseUrl(database)}`
    : 'DATABASE_URL is not set'
  return [
    type.replaceAll('_', ' ').toUpperCase(),
    `  Cause: ${error}. ${message}`,
    `  Source: ${where}`,
    '  SOLUTION:',
    ...solution.map((step, index) => `    ${index + 1}. ${step}`),
  ]
}
