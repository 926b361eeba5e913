import type { Context } from '../context.ts'
import type { Database } from '../db/db.ts'
import { migrate } from '../db/migrate.ts'
import { migrationsFolder } from '../db/migration-files.ts'
import { ensureActiveModel } from '../scoring/ensure-active-model.ts'
import { createDatabaseTrouble } from './database-trouble.ts'
import { type Outlook, outlookOf } from './outlook.ts'
import { retryWhileDown } from './retry-while-down.ts'

const longestPauseMs = 60_000

export type Preparation = {
  db: Database
  log: Context['log']
  runMigrations: boolean
  signal: AbortSignal
  /** Where the migrations are; those of this version unless a test has its own. */
  directory?: string
  outlook?: Outlook
  /** Hears of each failed try, as of those of the loops. */
  onDown?: (op: string) => void
}

/**
 * Migrates the database and gives it its first scoring model, however long that takes (R024, R037, R039): a database
 * that is away and a migration that fails are tried again for as long as the process runs (decision 013). Ends when
 * the database is ready or the signal aborts.
 */
export async function prepareDatabase(preparation: Preparation): Promise<void> {
  const { db, log, signal, outlook = outlookOf(db), onDown = () => {} } = preparation
  const op = 'prepare_database'
  const trouble = createDatabaseTrouble({ op, log, outlook, onDown })
  for (let failures = 0; !signal.aborted; ) {
    try {
      const work = () => prepare(preparation)
      const isReady = await retryWhileDown(op, work, { fallback: false, signal, log, outlook, trouble })
      if (isReady) return
    } catch (error) {
      failures += 1
      const pauseMs = Math.min(1_000 * 2 ** failures, longestPauseMs)
      log.error(
        { err: error },
        `[STARTUP] the database could not be prepared; next try in ${pauseMs / 1_000} s`,
      )
      await outlook.pause(pauseMs, signal)
    }
  }
}

async function prepare({ db, log, runMigrations, directory = migrationsFolder }: Preparation): Promise<true> {
  if (runMigrations) {
    await migrate(db.pool, { directory, log: (line) => log.info(`[STARTUP] ${line}`) })
  }
  await ensureActiveModel(db)
  log.info('[STARTUP] database ready')
  return true
}
