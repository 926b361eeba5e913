import type { Database, Db } from './db.ts'

/**
 * The database of one run: `check` is asked before each statement and before each commit, and throws once the run has
 * to be over. A process that was paused goes on wherever it stood when it wakes, before any timer can tell it that
 * somebody else leads by now: this is what stops it.
 */
export function guardedDatabase(db: Database, check: () => void): Database {
  return {
    sql: guardedSql(db, check),
    async orm() {
      check()
      return db.orm()
    },
    async transaction(work) {
      check()
      return db.transaction(async (tx) => {
        const result = await work({ sql: guardedSql(tx, check) })
        check()
        return result
      })
    },
    within: (signal, log) => guardedDatabase(db.within(signal, log), check),
    get pool() {
      check()
      return db.pool
    },
    watch: db.watch,
    breaker: db.breaker,
    poolStatus: () => db.poolStatus(),
    resizePool: (size, overflow) => db.resizePool(size, overflow),
    observe: (observer) => db.observe(observer),
    close: () => db.close(),
  }
}

function guardedSql(db: Db, check: () => void): Db['sql'] {
  return async (statement, values) => {
    check()
    return db.sql(statement, values)
  }
}
