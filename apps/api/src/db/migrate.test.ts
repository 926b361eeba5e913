import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEmptyDatabase, type TestDatabase } from '../../test/test-database.ts'
import { migrate } from './migrate.ts'
import { checksumOf } from './migration-files.ts'

const CREATE_NOTES = `CREATE TABLE notes (id int PRIMARY KEY, body text);
CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.body := 'a;b'; RETURN NEW; END $$;
CREATE TRIGGER shout BEFORE INSERT ON notes FOR EACH ROW EXECUTE FUNCTION shout();`

let database: TestDatabase
let pool: pg.Pool
let directory: string

beforeEach(async () => {
  database = await createEmptyDatabase()
  // The limits of a pool for requests, much shorter than the migrations of these tests.
  pool = new pg.Pool({
    connectionString: database.url,
    query_timeout: 300,
    options: '-c statement_timeout=300',
  })
  // The database is dropped by force, perhaps before the server has seen the last connection go.
  pool.on('error', () => {})
  directory = mkdtempSync(path.join(tmpdir(), 'leadglass-migrations-'))
  write('20260101000000_notes', CREATE_NOTES)
})

afterEach(async () => {
  await pool.end()
  await database.drop()
  rmSync(directory, { recursive: true, force: true })
})

function write(name: string, sql: string): void {
  mkdirSync(path.join(directory, name), { recursive: true })
  writeFileSync(path.join(directory, name, 'migration.sql'), sql)
}

/** Migrates as a server does that starts: in a process of its own. */
function migratingProcess() {
  const script = `
    const { connect } = await import(${JSON.stringify(path.join(import.meta.dirname, 'db.ts'))})
    const { migrate } = await import(${JSON.stringify(path.join(import.meta.dirname, 'migrate.ts'))})
    const db = connect({ url: ${JSON.stringify(database.url)}, max: 2, onIdleError() {} })
    const result = await migrate(db.pool, { directory: ${JSON.stringify(directory)} })
    console.log(JSON.stringify(result))
    await db.close()`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += chunk
  })
  const exit = once(child, 'close').then(
    () => JSON.parse(said || '{"applied":[]}') as { applied: string[]; alreadyApplied: number },
  )
  return { child, exit }
}

async function tables(): Promise<string[]> {
  const { rows } = await pool.query(`SELECT table_name FROM information_schema.tables
    WHERE table_schema = 'public' ORDER BY 1`)
  return rows.map((row) => row.table_name)
}

async function records() {
  const { rows } = await pool.query('SELECT * FROM _prisma_migrations ORDER BY migration_name')
  return rows
}

describe('migrate', () => {
  it('applies what is new, in order, and logs each migration and the number of tables', async () => {
    write('20260102000000_tags', 'ALTER TABLE notes ADD COLUMN tag text;')
    const lines: string[] = []
    const result = await migrate(pool, { directory, log: (line) => lines.push(line) })
    expect(result).toEqual({ applied: ['20260101000000_notes', '20260102000000_tags'], alreadyApplied: 0 })
    expect(lines[0]).toMatch(/^migration 20260101000000_notes applied in \d+ ms$/)
    expect(lines.at(-1)).toBe('migrations: 2 applied, 0 already there; tables: 2')
  })

  it('runs functions and literals that contain semicolons', async () => {
    await migrate(pool, { directory })
    await pool.query("INSERT INTO notes VALUES (1, 'quiet')")
    const { rows } = await pool.query('SELECT body FROM notes')
    expect(rows).toEqual([{ body: 'a;b' }])
  })

  it('records them as prisma migrate does', async () => {
    await migrate(pool, { directory })
    expect(await records()).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        migration_name: '20260101000000_notes',
        checksum: checksumOf(CREATE_NOTES),
        started_at: expect.any(Date),
        finished_at: expect.any(Date),
        applied_steps_count: 1,
        rolled_back_at: null,
        logs: null,
      },
    ])
  })

  it('does nothing the second time', async () => {
    await migrate(pool, { directory })
    const before = await records()
    expect(await migrate(pool, { directory })).toEqual({ applied: [], alreadyApplied: 1 })
    expect(await records()).toEqual(before)
  })

  it('applies each migration once when five processes start at the same moment', async () => {
    write('20260102000000_slow', 'SELECT pg_sleep(0.5); CREATE TABLE slow (id int);')
    const pools = Array.from({ length: 5 }, () => new pg.Pool({ connectionString: database.url }))
    try {
      const results = await Promise.all(pools.map((each) => migrate(each, { directory })))
      expect(results.flatMap((result) => result.applied).sort()).toEqual([
        '20260101000000_notes',
        '20260102000000_slow',
      ])
      expect(await records()).toHaveLength(2)
    } finally {
      await Promise.all(pools.map((each) => each.end()))
    }
  })

  it.each([2, 5])(
    'applies each migration once when %i processes start on an empty database',
    async (count) => {
      write('20260102000000_slow', 'SELECT pg_sleep(0.5); CREATE TABLE slow (id int);')
      const processes = Array.from({ length: count }, () => migratingProcess())
      const applied = await Promise.all(processes.map(async ({ exit }) => (await exit).applied))
      expect(applied.flat().sort()).toEqual(['20260101000000_notes', '20260102000000_slow'])
      expect(await records()).toHaveLength(2)
    },
  )

  it('finishes what a process left that was killed inside a migration', async () => {
    write(
      '20260102000000_slow',
      'CREATE TABLE half (id int); SELECT pg_sleep(30); CREATE TABLE slow (id int);',
    )
    const { child, exit } = migratingProcess()
    const isInside = `SELECT count(*)::int AS n FROM pg_stat_activity
      WHERE datname = current_database() AND query LIKE 'CREATE TABLE half%' AND state = 'active'`
    await expect.poll(async () => (await pool.query(isInside)).rows[0].n, { timeout: 10_000 }).toBe(1)
    child.kill('SIGKILL')
    await exit
    expect(await tables()).toEqual(['_prisma_migrations', 'notes'])
    write('20260102000000_slow', 'CREATE TABLE slow (id int);')
    const startedAt = performance.now()
    expect((await migrate(pool, { directory })).applied).toEqual(['20260102000000_slow'])
    expect(performance.now() - startedAt).toBeLessThan(8_000)
    expect(await tables()).toEqual(['_prisma_migrations', 'notes', 'slow'])
  })

  it('lets a migration run longer than the pool lets a request', async () => {
    write('20260102000000_slow', 'SELECT pg_sleep(0.6);')
    await expect(migrate(pool, { directory })).resolves.toMatchObject({ alreadyApplied: 0 })
  })

  it('leaves nothing of a failing migration behind, and applies it once it is repaired', async () => {
    write('20260102000000_broken', 'CREATE TABLE half (id int);\nSELECT 1 / 0;')
    await expect(migrate(pool, { directory })).rejects.toMatchObject({
      reason: 'failed',
      message: expect.stringContaining('20260102000000_broken failed: division by zero'),
    })
    expect(await tables()).toEqual(['_prisma_migrations', 'notes'])
    expect(await records()).toHaveLength(1)
    write('20260102000000_broken', 'CREATE TABLE whole (id int);')
    expect((await migrate(pool, { directory })).applied).toEqual(['20260102000000_broken'])
  })

  it('names the line of a mistake', async () => {
    write('20260102000000_broken', 'SELECT 1;\nSELECT nothing_like_it;')
    await expect(migrate(pool, { directory })).rejects.toThrow('does not exist (line 2)')
  })

  it('refuses a migration that was changed after it was applied', async () => {
    await migrate(pool, { directory })
    write('20260101000000_notes', `${CREATE_NOTES}\n-- changed`)
    write('20260102000000_more', 'CREATE TABLE more (id int);')
    await expect(migrate(pool, { directory })).rejects.toMatchObject({ reason: 'changed' })
    expect(await tables()).toEqual(['_prisma_migrations', 'notes'])
  })

  it('takes a file with the line ends of Windows for the same', async () => {
    await migrate(pool, { directory })
    write('20260101000000_notes', CREATE_NOTES.replaceAll('\n', '\r\n'))
    await expect(migrate(pool, { directory })).resolves.toMatchObject({ applied: [] })
  })

  it('refuses a database with a migration that has no file although newer ones have', async () => {
    write('20260102000000_tags', 'ALTER TABLE notes ADD COLUMN tag text;')
    await migrate(pool, { directory })
    rmSync(path.join(directory, '20260101000000_notes'), { recursive: true })
    await expect(migrate(pool, { directory })).rejects.toMatchObject({ reason: 'missing' })
  })

  it('starts with a warning on the schema of a newer version, to go back to the version before', async () => {
    write('20260102000000_tags', 'ALTER TABLE notes ADD COLUMN tag text;')
    await migrate(pool, { directory })
    rmSync(path.join(directory, '20260102000000_tags'), { recursive: true })
    const lines: string[] = []
    const result = await migrate(pool, { directory, log: (line) => lines.push(line) })
    expect(result).toEqual({ applied: [], alreadyApplied: 2 })
    expect(lines[0]).toBe(
      'WARNING: this database has migration 20260102000000_tags of a newer version of the application',
    )
    // A second migration of that version is no different; a changed one of ours still is.
    write('20260101000000_notes', `${CREATE_NOTES}\n-- changed`)
    await expect(migrate(pool, { directory })).rejects.toMatchObject({ reason: 'changed' })
  })

  it('refuses a migration that another tool left unfinished, until that one is marked as rolled back', async () => {
    await migrate(pool, { directory })
    await pool.query(
      'UPDATE _prisma_migrations SET finished_at = NULL; DROP TABLE notes; DROP FUNCTION shout',
    )
    await expect(migrate(pool, { directory })).rejects.toMatchObject({ reason: 'unfinished' })
    await pool.query('UPDATE _prisma_migrations SET rolled_back_at = now()')
    expect((await migrate(pool, { directory })).applied).toEqual(['20260101000000_notes'])
  })

  it('keeps no connection, and so no lock, of a start that failed', async () => {
    write('20260102000000_broken', 'SELECT 1 / 0;')
    await migrate(pool, { directory }).catch(() => {})
    expect(pool.totalCount).toBe(0)
  })
})
