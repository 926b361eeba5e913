import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EmbeddedPostgres, startTemporaryPostgres } from '../../apps/api/src/db/embedded-postgres.ts'
import { migrate } from '../../apps/api/src/db/migrate.ts'
import { migrationsDir } from '../paths.ts'

const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.sql'))
const read = (name: string) => readFileSync(path.join(import.meta.dirname, name), 'utf8')

describe('the SQL for operators (R167)', () => {
  let server: EmbeddedPostgres
  let pool: pg.Pool

  beforeAll(async () => {
    server = await startTemporaryPostgres({ settings: { shared_preload_libraries: 'pg_stat_statements' } })
    pool = new pg.Pool({ connectionString: server.url, max: 2 })
    pool.on('error', () => {})
    await migrate(pool, { directory: migrationsDir })
    await pool.query('CREATE EXTENSION pg_stat_statements')
  }, 60_000)
  afterAll(async () => {
    await pool.end()
    await server.stop()
  })

  it.each(files)('%s runs on a migrated database', async (name) => {
    const { rows } = await pool.query(read(name))
    expect(Array.isArray(rows)).toBe(true)
  })

  it('db-status.sql shows connections, size and active queries', async () => {
    const { rows } = await pool.query<{ metric: string; value: string }>(read('db-status.sql'))
    const figures = Object.fromEntries(rows.map(({ metric, value }) => [metric, value]))
    expect(figures.Connections).toMatch(/^[1-9]\d* of \d+$/)
    expect(figures['Database Size']).toMatch(/^\d+ (kB|MB)$/)
    expect(figures['Active Queries']).toBe('0')
  })

  it('slow-statements.sql names the statement that took longest', async () => {
    await pool.query('select pg_sleep(0.3)')
    const { rows } = await pool.query<{ query: string; mean_ms: string }>(read('slow-statements.sql'))
    const slept = rows.find(({ query }) => query.includes('pg_sleep'))
    expect(Number(slept?.mean_ms)).toBeGreaterThan(250)
  })

  it('end-idle-connections.sql leaves what has just been used', async () => {
    const other = await pool.connect()
    await other.query('select 1')
    expect((await pool.query(read('end-idle-connections.sql'))).rows).toEqual([])
    await other.query('select 1')
    other.release()
  })
})
