import pg from 'pg'
import { describe, expect, it, onTestFinished } from 'vitest'
import { connect } from './db.ts'
import { startTemporaryPostgres } from './embedded-postgres.ts'
import { checkServerLimits } from './server-limits.ts'
import { statement } from './sql.ts'

const one = statement<{ one: number }>('test_one', 'select 1 as one')

/** A server with 20 slots, 3 of them for its superusers. */
async function smallServer(size: number, overflow: number) {
  const server = await startTemporaryPostgres({ settings: { max_connections: 20, shared_buffers: '16MB' } })
  const lines: string[] = []
  const log = {
    warn: (_: object, message: string) => void lines.push(`warn ${message}`),
    info: (_: object, message: string) => void lines.push(`info ${message}`),
  }
  const db = connect({ url: server.url, max: size + overflow, size, log, onIdleError: () => {} })
  onTestFinished(async () => {
    await db.close()
    await server.stop()
  })
  return { server, db, log, lines }
}

describe('checkServerLimits', () => {
  it('tells the measure of the pool, and lowers it to what the server has left (C04, R025, R027)', async () => {
    const { server, db, log, lines } = await smallServer(20, 40)
    expect(lines).toEqual([
      'info [DB_POOL] pool_pre_ping=True pool_recycle=300s size=20 max_overflow=40 pool_timeout=5s',
    ])
    const other = new pg.Client({ connectionString: server.url, application_name: 'psql' })
    await other.connect()
    await checkServerLimits(db, log, { workers: 2 })
    // (20 − 3 reserved − 1 other) / 2 processes − 3 of each besides the pool.
    expect(db.poolStatus()).toMatchObject({ size: 5, max_overflow: 0, total_available: 5 })
    expect(lines.at(-1)).toBe(
      'warn [DB_POOL] pool lowered from 60 to 5 connections: the server has 17 slots, 1 of them used by others, ' +
        'for 2 processes',
    )
    await Promise.all(Array.from({ length: 40 }, () => db.sql(one)))
    expect(db.pool.totalCount).toBe(5)
    await other.end()
  })

  it('leaves a pool alone that fits, and one whose server does not answer', async () => {
    const { server, db, log, lines } = await smallServer(4, 6)
    await checkServerLimits(db, log, { workers: 1 })
    expect(db.poolStatus()).toMatchObject({ size: 4, max_overflow: 6 })
    await server.stop()
    await checkServerLimits(db, log, { workers: 1 })
    expect(db.poolStatus()).toMatchObject({ size: 4, max_overflow: 6 })
    expect(lines.some((line) => line.startsWith('warn [DB_POOL] the limits'))).toBe(true)
  })

  it('keeps the base of the pool and ends what load has opened beyond it', async () => {
    const { db } = await smallServer(2, 6)
    const held = await Promise.all(Array.from({ length: 8 }, () => db.pool.connect()))
    expect(db.poolStatus()).toMatchObject({ checked_out: 8, overflow: 6, utilization_percent: 100 })
    for (const client of held) client.release()
    expect(db.poolStatus()).toMatchObject({ checked_out: 0, checked_in: 8 })
    await expect.poll(() => db.poolStatus().checked_in, { timeout: 15_000 }).toBe(2)
  })

  it('warns when four fifths of the pool are in use, not with each connection (R028)', async () => {
    const { db, lines } = await smallServer(5, 5)
    const held = await Promise.all(Array.from({ length: 10 }, () => db.pool.connect()))
    for (const client of held) client.release()
    const again = await Promise.all(Array.from({ length: 10 }, () => db.pool.connect()))
    for (const client of again) client.release()
    expect(lines.filter((line) => line === 'warn [DB_POOL] Connection pool usage high')).toHaveLength(1)
    expect(db.poolStatus()).toMatchObject({ checked_out: 0, waiting: 0 })
  })
})
