import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { closedPort } from '../../test/closed-port.ts'
import { takeAway } from '../../test/database-outage.ts'
import { startTcpProxy } from '../../test/tcp-proxy.ts'
import { createTestDatabase } from '../../test/test-database.ts'
import { connect } from './db.ts'
import { createListener } from './listener.ts'
import { statement } from './sql.ts'

const tell = statement<never>('test_tell', 'select pg_notify($1, $2)')

async function listening() {
  const database = await createTestDatabase()
  const db = connect({ url: database.url, max: 1, onIdleError: () => {} })
  const warnings: string[] = []
  const listener = createListener({
    url: database.url,
    log: { warn: (_, message) => void warnings.push(message) },
  })
  onTestFinished(async () => {
    await listener.close()
    await db.close()
    await database.drop()
  })
  let connects = 0
  listener.onConnect(() => {
    connects += 1
  })
  return { database, db, listener, warnings, connects: () => connects }
}

describe('createListener', () => {
  it('hands notices to the subscribers of their channel', async () => {
    const { db, listener, connects } = await listening()
    const heard: string[] = []
    const stop = listener.on('one', (payload) => heard.push(payload))
    listener.on('Two "quoted"', (payload) => heard.push(`second ${payload}`))
    listener.start()
    await expect.poll(connects).toBe(1)
    await db.sql(tell, ['one', 'a'])
    await db.sql(tell, ['Two "quoted"', 'b'])
    await db.sql(tell, ['three', 'c'])
    await expect.poll(() => heard).toEqual(['a', 'second b'])
    stop()
    await db.sql(tell, ['one', 'd'])
    await sleep(100)
    expect(heard).toEqual(['a', 'second b'])
  })

  it('comes back after an outage and says so', async () => {
    const { database, db, listener, connects, warnings } = await listening()
    const heard: string[] = []
    listener.on('one', (payload) => heard.push(payload))
    listener.start()
    await expect.poll(connects).toBe(1)
    const bringBack = await takeAway(database)
    await expect.poll(() => warnings.length, { timeout: 5_000 }).toBeGreaterThanOrEqual(2)
    await bringBack()
    await expect.poll(connects, { timeout: 10_000 }).toBe(2)
    await db.sql(tell, ['one', 'again'])
    await expect.poll(() => heard).toEqual(['again'])
  })

  it('comes back within a moment of the database, however long it was away (R024)', async () => {
    const database = await createTestDatabase()
    const { hostname: host, port } = new URL(database.url)
    const proxy = await startTcpProxy({ host, port: Number(port) })
    const url = new URL(database.url)
    url.port = String(proxy.port)
    const db = connect({ url: url.href, max: 1, onIdleError: () => {} })
    const warnings: string[] = []
    const log = { warn: (_: object, message: string) => void warnings.push(message) }
    const listener = createListener({ url: url.href, log, watch: db.watch })
    onTestFinished(async () => {
      await listener.close()
      await db.close()
      await proxy.close()
      await database.drop()
    })
    const heard: string[] = []
    listener.on('one', (payload) => heard.push(payload))
    db.watch.start()
    listener.start()
    await expect.poll(() => listener.isConnected).toBe(true)
    await proxy.refuse()
    await expect.poll(() => db.watch.state, { timeout: 8_000 }).toBe('down')
    await sleep(4_000)
    expect(listener.isConnected).toBe(false)
    expect(heard).toEqual([])
    const tries = warnings.length
    expect(tries).toBeLessThanOrEqual(4)
    await proxy.pass()
    const backAt = performance.now()
    await expect.poll(() => listener.isConnected, { timeout: 8_000 }).toBe(true)
    expect(performance.now() - backAt).toBeLessThan(4_000)
    await db.sql(tell, ['one', 'again'])
    await expect.poll(() => heard).toEqual(['again'])
  })

  it('neither fails nor holds up the end where there is no database', async () => {
    const warnings: object[] = []
    const listener = createListener({
      url: `postgresql://nobody:x@127.0.0.1:${await closedPort()}/none`,
      log: { warn: (details) => void warnings.push(details) },
    })
    listener.start()
    await expect.poll(() => warnings.length).toBe(1)
    expect(warnings[0]).toMatchObject({ retryInMs: 1_000 })
    await listener.close()
  })
})
