import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { startTcpProxy } from '../../test/tcp-proxy.ts'
import { createTestDatabase } from '../../test/test-database.ts'
import { connect } from './db.ts'
import { databaseFault } from './db-errors.ts'
import { startTemporaryPostgres } from './embedded-postgres.ts'
import { statement } from './sql.ts'

const one = statement<{ one: number }>('test_one', 'select 1 as one')
const nap = statement<{ one: number }>('test_nap', 'select 1 as one from pg_sleep($1)')
const write = statement<never>('test_write', 'insert into outage_writes values ($1)')

async function behindProxy() {
  const database = await createTestDatabase()
  const { hostname: host, port } = new URL(database.url)
  const proxy = await startTcpProxy({ host, port: Number(port) })
  const url = new URL(database.url)
  url.port = String(proxy.port)
  const db = connect({ url: url.href, max: 3, onIdleError: () => {} })
  onTestFinished(async () => {
    await db.close()
    await proxy.close()
    await database.drop()
  })
  return { db, proxy }
}

describe('db.watch', () => {
  it('makes one attempt for all who ask, and at most one a second', async () => {
    const { db, proxy } = await behindProxy()
    const connecting = vi.spyOn(pg.Client.prototype, 'connect')
    onTestFinished(() => connecting.mockRestore())
    await Promise.all(Array.from({ length: 20 }, () => db.watch.check()))
    await db.watch.check()
    expect(connecting).toHaveBeenCalledTimes(1)
    await proxy.refuse()
    await sleep(1_000)
    const answers = await Promise.all(Array.from({ length: 20 }, () => db.watch.check()))
    expect(new Set(answers.map((answer) => answer?.type))).toEqual(new Set(['localhost_connection']))
    expect(connecting).toHaveBeenCalledTimes(2)
  })

  it('tells changes, samples, and wakes those who pause when the database is back', async () => {
    const { db, proxy } = await behindProxy()
    const changes: string[] = []
    const samples: boolean[] = []
    db.watch.onChange(({ state, downSince }) => changes.push(`${state} ${downSince !== null}`))
    db.watch.onSample((ok) => samples.push(ok))
    expect(db.watch.state).toBe('unknown')
    db.watch.start()
    await expect.poll(() => changes, { timeout: 3_000 }).toEqual(['up false'])
    await proxy.refuse()
    await db.watch.check().then(() => sleep(1_000))
    await db.watch.check()
    await expect.poll(() => db.watch.state, { timeout: 8_000 }).toBe('down')
    await expect.poll(() => samples, { timeout: 8_000 }).toContain(false)
    const quick = new AbortController()
    setTimeout(() => quick.abort(), 100)
    await db.watch.pause(60_000, quick.signal)
    await db.watch.pause(50, new AbortController().signal)
    const pausing = db.watch.pause(60_000, new AbortController().signal)
    await proxy.pass()
    await pausing
    expect(changes).toEqual(['up false', 'down true', 'up true'])
    expect(db.watch.state).toBe('up')
  })
})

describe('a process that is busy with itself', () => {
  it('does not blame the database, and cuts no statement', async () => {
    const { db } = await behindProxy()
    const running = db.sql(nap, [3])
    for (let burst = 0; burst < 4; burst++) {
      const until = performance.now() + 900
      while (performance.now() < until) JSON.stringify(process.versions)
      await sleep(1)
    }
    await expect(running).resolves.toEqual([{ one: 1 }])
    expect(db.breaker.status()).toMatchObject({ state: 'closed', opened_total: 0 })
  })
})

describe('a server whose processes are stopped (SIGSTOP)', () => {
  it('is down within 3 s for twenty clients, and back within seconds, without a write twice', async () => {
    const server = await startTemporaryPostgres({ settings: { shared_buffers: '16MB' } })
    const admin = new pg.Client({ connectionString: server.url })
    await admin.connect()
    await admin.query('create table outage_writes (id int)')
    const db = connect({ url: server.url, max: 10, onIdleError: () => {} })
    let stopped: number[] = []
    const resume = () => {
      for (const pid of stopped) process.kill(pid, 'SIGCONT')
      stopped = []
    }
    onTestFinished(async () => {
      resume()
      await admin.end()
      await db.close()
      await server.stop()
    })
    await Promise.all(Array.from({ length: 10 }, () => db.sql(one)))
    // Each backend is a process group of its own; the first line of the file is the process that makes them.
    const { rows } = await admin.query<{ pid: number }>(
      `select pid from pg_stat_activity union all select split_part(pg_read_file('postmaster.pid'), e'\\n', 1)::int`,
    )
    stopped = rows.map(({ pid }) => pid)
    for (const pid of stopped) process.kill(pid, 'SIGSTOP')
    let answered = 0
    const slowest: number[] = []
    const accepted: number[] = []
    let isOver = false
    const client = async (id: number) => {
      for (let round = 0; !isOver; round++) {
        const startedAt = performance.now()
        const token = id * 1_000 + round
        await db.sql(write, [token]).then(
          () => accepted.push(token),
          (error: unknown) => expect(databaseFault(error)).toBe('unavailable'),
        )
        answered += 1
        slowest.push(performance.now() - startedAt)
        await sleep(50)
      }
    }
    const clients = Promise.all(Array.from({ length: 20 }, (_, id) => client(id)))
    await sleep(5_000)
    expect(db.watch).toMatchObject({ state: 'down', diagnosis: { type: 'connection_timeout' } })
    expect(accepted).toEqual([])
    resume()
    const backAt = performance.now()
    await expect.poll(() => accepted.length, { timeout: 10_000 }).toBeGreaterThan(20)
    expect(performance.now() - backAt).toBeLessThan(6_000)
    isOver = true
    await clients
    expect(answered).toBeGreaterThan(100)
    expect(Math.max(...slowest)).toBeLessThan(3_000)
    const written = (await admin.query('select id from outage_writes')).rows.map(({ id }) => id)
    expect(new Set(written).size).toBe(written.length)
    expect(accepted.filter((token) => !written.includes(token))).toEqual([])
  })
})
