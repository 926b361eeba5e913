import type { Database, Db } from '../db/db.ts'

/**
 * The database of one run: `check` is asked before each statement and before each commit, and throws once the run has
 * to be over. A process that was paused goes on wherever it stood when it wakes, before any timer can tell it that
 * somebody else leads by now: this is what stops it.
 */
export function guardedDatabase(db: Database, check: () => void): Database {
  const guardedSql = guard(db, check)
  return Object.create(db, {
    sql: { value: guardedSql.sql },
    orm: {
      value: () => {
        check()
        return db.orm()
      },
    },
    transaction: {
      value: <T>(work: (tx: Db) => Promise<T>) => {
        check()
        return db.transaction(async (tx) => {
          const result = await work(guard(tx, check))
          check()
          return result
        })
      },
    },
  }) as Database
}

function guard(db: Db, check: () => void): Db {
  return {
    sql: (statement, values) => {
      check()
      return db.sql(statement, values)
    },
  }
}
