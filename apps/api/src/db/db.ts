import pg from 'pg'
import type { PrismaClient } from './generated/client.ts'
import { retryDeadlock } from './retry-deadlock.ts'
import { type Sql, sqlOn } from './sql.ts'

/** What a repository needs to run SQL: the pool, or the connection of a transaction. */
export type Db = { readonly sql: Sql }

/** The database outside transactions. `orm` and `sql` share one pool; which serves what is decision 006. */
export type Database = Db & {
  /** Loaded when it is first needed: it takes 30 MB and a tenth of a second that most processes never need. */
  orm(): Promise<PrismaClient>
  readonly pool: pg.Pool
  /** Runs `work` in one transaction; any throw rolls it back, and after a deadlock it runs again. */
  transaction<T>(work: (tx: Db) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export type PoolOptions = { url: string; max: number; onIdleError: (error: Error) => void }

/** Opens the shared pool. Nothing is connected yet: the first query does that. */
export function connect({ url, max, onIdleError }: PoolOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    maxLifetimeSeconds: 300,
    keepAlive: true,
    query_timeout: 32_000,
    application_name: 'leadglass',
    // UTC makes timestamptz texts end in +00 (sql.ts cuts them); the timeouts end what a client gave up on.
    options:
      '-c timezone=UTC -c statement_timeout=30000 -c idle_in_transaction_session_timeout=60000 -c jit=off',
  })
  // An idle connection that is cut would otherwise end the process.
  pool.on('error', onIdleError)
  // So would one that is cut between two statements of a transaction, or while it closes; its next statement fails.
  pool.on('connect', (client) => client.on('error', () => {}))
  const sql = sqlOn(pool)
  let loaded: Promise<PrismaClient> | undefined
  return {
    orm() {
      loaded ??= loadPrisma(pool)
      return loaded
    },
    pool,
    sql: (statement, values) => retryDeadlock(() => sql(statement, values)),
    transaction: (work) => retryDeadlock(() => transaction(pool, work)),
    async close() {
      await (await loaded)?.$disconnect()
      await pool.end()
    },
  }
}

async function loadPrisma(pool: pg.Pool): Promise<PrismaClient> {
  const [{ PrismaPg }, { PrismaClient }] = await Promise.all([
    import('@prisma/adapter-pg'),
    import('./generated/client.ts'),
  ])
  return new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }) })
}

async function transaction<T>(pool: pg.Pool, work: (tx: Db) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const result = await work({ sql: sqlOn(client) })
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((rollbackError: Error) => {
      broken = rollbackError
    })
    throw error
  } finally {
    client.release(broken)
  }
}
