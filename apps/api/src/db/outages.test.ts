import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startTcpProxy } from '../../test/tcp-proxy.ts'
import { createTestDatabase } from '../../test/test-database.ts'
import { connect, type PoolOptions } from './db.ts'
import { databaseFault } from './db-errors.ts'
import { statement } from './sql.ts'

const one = statement<{ one: number }>('test_one', 'select 1 as one')
const nap = statement<{ one: number }>('test_nap', 'select 1 as one from pg_sleep($1)')
const write = statement<never>('test_write', `insert into outage_writes values ($1)`)

/** A database behind a proxy, with a table to write to. */
async function setUp(options: Partial<PoolOptions> = {}) {
  const database = await createTestDatabase()
  const { hostname: host, port } = new URL(database.url)
  const proxy = await startTcpProxy({ host, port: Number(port) })
  const url = new URL(database.url)
  url.port = String(proxy.port)
  const lines: string[] = []
  const log = {
    warn: (_: object, message: string) => void lines.push(`warn ${message}`),
    info: (_: object, message: string) =>
      void (message.includes('pre_ping') || lines.push(`info ${message}`)),
  }
  const db = connect({ url: url.href, max: 4, onIdleError: () => {}, log, ...options })
  const direct = new pg.Client({ connectionString: database.url, application_name: 'outage-test' })
  direct.on('error', () => {})
  await direct.connect()
  await direct.query('create table outage_writes (id int)')
  onTestFinished(async () => {
    await db.close()
    await direct.end()
    await proxy.close()
    await database.drop()
  })
  return { db, proxy, direct, lines, database }
}

const terminateAll = `select pg_terminate_backend(pid, 1000) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid()`
const msOf = async (work: () => Promise<unknown>) => {
  const startedAt = performance.now()
  await work().catch(() => {})
  return performance.now() - startedAt
}

describe('a database whose connections are cut', () => {
  it('serves the next read and the next write (R026)', async () => {
    const { db, direct } = await setUp()
    await Promise.all(Array.from({ length: 4 }, () => db.sql(nap, [0.05])))
    expect(db.poolStatus().checked_in).toBe(4)
    await direct.query(terminateAll)
    await db.sql(write, [1])
    await direct.query(terminateAll)
    expect(await db.sql(one)).toEqual([{ one: 1 }])
    await direct.query(terminateAll)
    await db.transaction((tx) => tx.sql(write, [2]))
    expect(db.breaker.status()).toMatchObject({ state: 'closed', opened_total: 0 })
  })

  it('is asked for a sign of life when nobody heard of the cut', async () => {
    const { db, proxy } = await setUp()
    await Promise.all(Array.from({ length: 4 }, () => db.sql(nap, [0.05])))
    await sleep(600)
    // A router that forgot them: the far ends are gone and nobody says so. New connections pass.
    proxy.halfOpen()
    const startedAt = performance.now()
    await db.sql(write, [1])
    expect(performance.now() - startedAt).toBeLessThan(3_000)
  })

  it('is given up when the server knows nothing of its statement, and a slow one is waited for', async () => {
    const { db, proxy } = await setUp()
    await db.sql(nap, [0.01])
    // Used a moment ago, so it is trusted.
    proxy.halfOpen()
    const lost = db.sql(write, [1]).catch((error: unknown) => error)
    const startedAt = performance.now()
    const napping = db.sql(nap, [4])
    expect(databaseFault(await lost)).toBe('unavailable')
    expect(performance.now() - startedAt).toBeLessThan(4_500)
    await expect(napping).resolves.toEqual([{ one: 1 }])
    expect(db.breaker.status()).toMatchObject({ state: 'closed', opened_total: 0 })
  })

  it('runs a read again and a write never (C18)', async () => {
    const { db, direct } = await setUp()
    const reading = db.sql(nap, [0.4])
    const writing = db.sql({
      name: undefined,
      text: 'insert into outage_writes select 1 from pg_sleep(0.4)',
    })
    const written = writing.catch((error: unknown) => error)
    await sleep(150)
    await direct.query(terminateAll)
    await expect(reading).resolves.toEqual([{ one: 1 }])
    expect(databaseFault(await written)).toBe('unavailable')
    await sleep(500)
    const { rows } = await direct.query('select count(*)::int as n from outage_writes')
    expect(rows).toEqual([{ n: 0 }])
  })

  it('loses no read while every connection is reset again and again', async () => {
    const { db, proxy } = await setUp()
    for (let round = 0; round < 10; round++) {
      const reading = Promise.all(Array.from({ length: 12 }, () => db.sql(nap, [0.03])))
      await sleep(15)
      proxy.reset()
      await reading
      await sleep(100)
    }
    expect(db.breaker.status()).toMatchObject({ state: 'closed', opened_total: 0 })
  })
})

describe('an outage', () => {
  it.each(['refuse', 'hang'] as const)(
    'of the kind %s is answered at once, told once and survived',
    async (kind) => {
      const { db, proxy, lines } = await setUp()
      await db.sql(one)
      await proxy[kind]()
      const first = await msOf(() => db.sql(write, [1]))
      expect(first).toBeLessThan(3_000)
      await expect.poll(() => db.watch.state, { timeout: 5_000 }).toBe('down')
      // At first it may only be known that a connection broke off.
      const type = kind === 'hang' ? 'connection_timeout' : 'localhost_connection'
      await expect.poll(() => db.watch.diagnosis?.type, { timeout: 3_000 }).toBe(type)
      expect(db.breaker.status().state).toMatch(/open/)
      for (let i = 0; i < 20; i++) expect(await msOf(() => db.sql(one))).toBeLessThan(50)
      await expect(db.sql(one)).rejects.toMatchObject({ code: 'CIRCUIT_OPEN' })
      await sleep(1_500)
      const backAt = performance.now()
      await proxy.pass()
      await expect.poll(() => db.watch.state, { timeout: 10_000, interval: 20 }).toBe('up')
      expect(performance.now() - backAt).toBeLessThan(4_000)
      expect(await db.sql(one)).toEqual([{ one: 1 }])
      await db.sql(write, [2])
      expect(lines).toEqual(['warn [DB_WATCH] database is down', 'info [DB_WATCH] database is back'])
      expect(db.breaker.status()).toMatchObject({ state: 'closed', opened_total: 1, retry_after_seconds: 0 })
    },
  )

  it('ends what runs and what waits within 3 s when the server falls silent', async () => {
    const { db, proxy } = await setUp({ max: 2 })
    await db.orm()
    const running = [db.sql(nap, [20]), db.transaction((tx) => tx.sql(nap, [20]))]
    const waiting = [db.sql(write, [1]), db.sql(write, [2]), db.orm().then((orm) => orm.user.count())]
    const outcomes = Promise.allSettled([...running, ...waiting])
    await sleep(300)
    const beganAt = performance.now()
    proxy.hang()
    for (const { status, reason } of (await outcomes) as PromiseRejectedResult[]) {
      expect(status).toBe('rejected')
      expect(databaseFault(reason)).toBe('unavailable')
    }
    expect(performance.now() - beganAt).toBeLessThan(3_000)
    await proxy.pass()
    await expect.poll(() => db.watch.state, { timeout: 10_000 }).toBe('up')
    await expect.poll(() => db.poolStatus(), { timeout: 8_000 }).toMatchObject({ checked_out: 0, waiting: 0 })
  })

  it('is not seen in a long statement, nor in a pool that is used up', async () => {
    const { db } = await setUp({ max: 2, timeoutMs: 1_500 })
    const running = Promise.all([db.sql(nap, [4]), db.transaction((tx) => tx.sql(nap, [4]))])
    const tooMany = await db.sql(one).catch((error: Error) => error.message)
    expect(tooMany).toBe('timeout exceeded when trying to connect')
    await running
    expect(db.watch.state).toBe('up')
    expect(db.breaker.status()).toMatchObject({ state: 'closed', opened_total: 0 })
  })
})
