import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts'
import { connect, type Database } from './db.ts'
import { statement } from './sql.ts'

const nap = statement<{ one: number }>('test_nap', 'select 1 as one from pg_sleep($1)')
const pid = statement<{ pid: number }>('test_pid', 'select pg_backend_pid() as pid')
const write = statement<never>('test_write', 'insert into kept values ($1)')
const over = new Error('The time of this request is over')

let database: TestDatabase
let db: Database
let direct: pg.Client

beforeAll(async () => {
  database = await createTestDatabase()
  db = connect({ url: database.url, max: 2, onIdleError: () => {} })
  direct = new pg.Client({ connectionString: database.url })
  await direct.connect()
  await direct.query('create table kept (id int)')
  await db.orm()
})
beforeEach(() => direct.query('truncate kept'))
afterAll(async () => {
  await db.close()
  await direct.end()
  await database.drop()
})

/** What our connections are doing on the server, apart from nothing. */
async function running(): Promise<string[]> {
  const { rows } = await direct.query<{ query: string }>(
    `select state || ': ' || query as query from pg_stat_activity
      where datname = current_database() and application_name = 'leadglass' and state <> 'idle'`,
  )
  return rows.map(({ query }) => query)
}

function deadline(ms: number): AbortSignal {
  const controller = new AbortController()
  setTimeout(() => controller.abort(over), ms)
  return controller.signal
}

async function gaveUp(work: Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await expect(work).rejects.toBe(over)
  return performance.now() - startedAt
}

describe('db.within(signal)', () => {
  it('ends a statement here and on the server, and keeps its connection (R047)', async () => {
    const before = await db.sql(pid)
    expect(await gaveUp(db.within(deadline(200)).sql(nap, [20]))).toBeLessThan(1_000)
    await expect.poll(running).toEqual([])
    await expect.poll(() => db.poolStatus().checked_out).toBe(0)
    expect(await db.sql(pid)).toEqual(before)
  })

  it('ends a statement of Prisma on the server as well', async () => {
    await direct.query('begin; lock table users in access exclusive mode')
    const within = db.within(deadline(200))
    const orm = await within.orm()
    const counting = orm.user.count().catch((error: unknown) => error)
    expect(await counting).toBeInstanceOf(Error)
    await expect.poll(running).toEqual([])
    await direct.query('rollback')
    await expect(db.orm().then((client) => client.user.count())).resolves.toBe(0)
  })

  it('rolls a transaction back', async () => {
    const within = db.within(deadline(300))
    const work = within.transaction(async (tx) => {
      await tx.sql(write, [1])
      await tx.sql(nap, [20])
    })
    expect(await gaveUp(work)).toBeLessThan(1_500)
    await expect.poll(running).toEqual([])
    await expect.poll(() => db.poolStatus().checked_out).toBe(0)
    expect((await direct.query('select * from kept')).rows).toEqual([])
    await db.transaction((tx) => tx.sql(write, [2]))
  })

  it('rolls a transaction back whose work waits for something else, and lets that work do no more', async () => {
    const within = db.within(deadline(200))
    let late: Promise<unknown> = Promise.resolve()
    const work = within.transaction(async (tx) => {
      await tx.sql(write, [1])
      await sleep(600)
      late = tx.sql(write, [2])
      await late
    })
    expect(await gaveUp(work)).toBeLessThan(550)
    await expect.poll(() => db.poolStatus().checked_out).toBe(0)
    await sleep(500)
    await expect(late).rejects.toBe(over)
    expect((await direct.query('select * from kept')).rows).toEqual([])
  })

  it('tells a write that was done before it could be ended as done', async () => {
    const controller = new AbortController()
    const writing = db.within(controller.signal).sql(write, [7])
    // The statement is on its way; its answer has not been read.
    setImmediate(() => controller.abort(over))
    const isDone = await writing.then(
      () => true,
      (error: unknown) => {
        expect(error).toBe(over)
        return false
      },
    )
    expect((await direct.query('select * from kept')).rowCount).toBe(isDone ? 1 : 0)
    await expect.poll(() => db.poolStatus().checked_out).toBe(0)
  })

  it('leaves the waiting line', async () => {
    const held = [await db.pool.connect(), await db.pool.connect()]
    expect(await gaveUp(db.within(deadline(200)).sql(nap, [0]))).toBeLessThan(1_000)
    expect(await gaveUp(db.within(deadline(200)).transaction((tx) => tx.sql(pid)))).toBeLessThan(1_000)
    expect(db.poolStatus().waiting).toBe(0)
    for (const client of held) client.release()
    expect(db.poolStatus()).toMatchObject({ checked_out: 0, waiting: 0 })
  })

  it('does nothing where the time is over before it begins', async () => {
    const within = db.within(AbortSignal.abort(over))
    await expect(within.sql(write, [1])).rejects.toBe(over)
    await expect(within.transaction((tx) => tx.sql(write, [1]))).rejects.toBe(over)
    expect((await direct.query('select * from kept')).rows).toEqual([])
  })

  it('leaves no listener on the signal of a request that went well', async () => {
    const controller = new AbortController()
    const { addEventListener, removeEventListener } = controller.signal
    let listening = 0
    controller.signal.addEventListener = (...given: Parameters<typeof addEventListener>) => {
      listening += 1
      addEventListener.apply(controller.signal, given)
    }
    controller.signal.removeEventListener = (...given: Parameters<typeof removeEventListener>) => {
      listening -= 1
      removeEventListener.apply(controller.signal, given)
    }
    const within = db.within(controller.signal)
    await Promise.all(Array.from({ length: 6 }, () => within.sql(pid)))
    await within.transaction((tx) => tx.sql(pid))
    expect(listening).toBe(0)
  })

  it('cancels nobody else: 60 short deadlines beside 300 statements without one', async () => {
    const outcomes = await Promise.allSettled([
      ...Array.from({ length: 60 }, (_, i) => db.within(deadline(5 + (i % 30))).sql(nap, [0.01])),
      ...Array.from({ length: 300 }, () => db.sql(nap, [0.002])),
    ])
    const others = outcomes.slice(60)
    expect(others.filter(({ status }) => status === 'rejected')).toEqual([])
    await expect.poll(running).toEqual([])
  })
})
