import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../context.ts'
import type { Database } from '../db/db.ts'
import { databaseFault } from '../db/db-errors.ts'
import { migrate } from '../db/migrate.ts'
import { ensureActiveModel } from '../scoring/ensure-active-model.ts'

const migrations = path.resolve(import.meta.dirname, '../../../../prisma/migrations')
const longestPauseMs = 60_000

export type Preparation = {
  db: Database
  log: Context['log']
  runMigrations: boolean
  signal: AbortSignal
}

/**
 * Migrates the database and gives it its first scoring model. An unreachable database is tried again, 1 s, 2 s, 4 s …
 * 60 s apart, for as long as the process runs: it never stops the boot. A migration that fails does (R024, R039).
 */
export async function prepareDatabase({ db, log, runMigrations, signal }: Preparation): Promise<void> {
  for (let pauseMs = 1_000; !signal.aborted; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      if (runMigrations) {
        await migrate(db.pool, { directory: migrations, log: (line) => log.info(`[STARTUP] ${line}`) })
      }
      await ensureActiveModel(db)
      log.info('[STARTUP] database ready')
      return
    } catch (error) {
      if (databaseFault(error) !== 'unavailable') throw error
      log.warn({ err: error }, `[STARTUP] database not reachable; next try in ${pauseMs / 1000} s`)
      await sleep(pauseMs, undefined, { signal }).catch(() => {})
    }
  }
}
