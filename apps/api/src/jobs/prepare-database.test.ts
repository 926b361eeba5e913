import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { takeAway } from '../../test/database-outage.ts'
import { fakeOutlook } from '../../test/fake-outlook.ts'
import { spokenLog } from '../../test/spoken-log.ts'
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../../test/test-database.ts'
import { connect } from '../db/db.ts'
import { type Preparation, prepareDatabase } from './prepare-database.ts'

/** Prepares a database of its own; ends with the test. */
async function setUp(database: TestDatabase, options: Partial<Preparation> = {}) {
  const { log, saying, lines } = spokenLog()
  const db = connect({ url: database.url, max: 3, onIdleError: () => {} })
  const ending = new AbortController()
  const running = prepareDatabase({ db, log, runMigrations: true, signal: ending.signal, ...options })
  onTestFinished(async () => {
    ending.abort()
    await running
    await db.close()
    await database.drop()
  })
  return { db, saying, lines, running, ending }
}

/** The migrations of this version with one more. */
function migrationsWith(name: string, sql: string) {
  const folder = mkdtempSync(path.join(tmpdir(), 'migrations-'))
  cpSync(path.resolve(import.meta.dirname, '../../../../prisma/migrations'), folder, { recursive: true })
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(path.join(folder, name))
  const write = (text: string) => writeFileSync(path.join(folder, name, 'migration.sql'), text)
  write(sql)
  return { folder, write }
}

describe('prepareDatabase (R024, R037, R039)', () => {
  it('migrates an empty database and says each step', async () => {
    const { running, saying, db } = await setUp(await createEmptyDatabase())
    await running
    expect(saying('[STARTUP] migration ').length).toBeGreaterThan(1)
    expect(saying('[STARTUP] migrations: ')[0]).toMatch(/applied, 0 already there; tables: \d+$/)
    expect(saying('[STARTUP] database ready')).toHaveLength(1)
    const { rows } = await db.pool.query('select count(*)::int as count from scoring_models')
    expect(rows).toEqual([{ count: 1 }])
  })

  it('waits for a database that is away, in the words of loops, and goes on at once when it is back', async () => {
    const database = await createTestDatabase()
    const giveBack = await takeAway(database)
    const failed: string[] = []
    const { running, saying } = await setUp(database, { onDown: (op) => failed.push(op) })
    await vi.waitFor(() => expect(saying('[DB_DOWN]').length).toBeGreaterThan(1), 10_000)
    await sleep(500)
    const back = performance.now()
    await giveBack()
    await running
    expect(performance.now() - back).toBeLessThan(5_000)
    expect(saying('[DB_DOWN]')[0]).toMatch(
      /^\[DB_DOWN\] op=prepare_database try=1\/5 sleep=2s reason=[A-Z]\w+$/,
    )
    expect(saying('[DB_DOWN]')[1]).toMatch(/try=2\/5 sleep=4s/)
    expect(saying('[DB_RECOVERED]')).toEqual([
      `[DB_RECOVERED] op=prepare_database after ${saying('[DB_DOWN]').length} attempts`,
    ])
    expect(failed).toEqual(saying('[DB_DOWN]').map(() => 'prepare_database'))
    expect(saying('[STARTUP] database ready')).toHaveLength(1)
  })

  it('tells the whole of a migration that fails, and tries again until it succeeds', async () => {
    const { folder, write } = migrationsWith(
      '99990101000000_broken',
      'create table half (id int); select 1/0;',
    )
    const { outlook, sleeps } = fakeOutlook()
    const { running, saying, lines, db } = await setUp(await createTestDatabase(), {
      directory: folder,
      outlook: { ...outlook, pause: (ms) => outlook.pause(ms, AbortSignal.timeout(100)) },
    })
    await vi.waitFor(() => expect(sleeps.length).toBeGreaterThan(1), 5_000)
    expect(sleeps.slice(0, 2)).toEqual([2, 4])
    const [line] = lines.filter(({ level }) => level === 'error')
    expect(line?.msg).toBe('[STARTUP] the database could not be prepared; next try in 2 s')
    expect(line?.err?.message).toContain('Migration 99990101000000_broken failed: division by zero')
    expect(line?.err?.stack).toContain('migrate.ts')
    const { rows } = await db.pool.query(`select to_regclass('half') as half`)
    expect(rows).toEqual([{ half: null }])

    write('create table half (id int);')
    await running
    expect(saying('[STARTUP] database ready')).toHaveLength(1)
  })

  it('runs on the tables of a newer version, as after a rollback', async () => {
    const database = await createTestDatabase()
    const { folder } = migrationsWith('99990101000000_newer', 'create table newer (id int);')
    const newer = await setUp(database, { directory: folder })
    await newer.running
    const { log, saying } = spokenLog()
    await prepareDatabase({ db: newer.db, log, runMigrations: true, signal: new AbortController().signal })
    expect(saying('99990101000000_newer of a newer version')).toHaveLength(1)
    expect(saying('[STARTUP] database ready')).toHaveLength(1)
  })

  it('migrates nothing where that is switched off', async () => {
    const { folder } = migrationsWith('99990101000000_more', 'create table more (id int);')
    const { running, db, saying } = await setUp(await createTestDatabase(), {
      runMigrations: false,
      directory: folder,
    })
    await running
    const { rows } = await db.pool.query(`select to_regclass('more') as more`)
    expect(rows).toEqual([{ more: null }])
    expect(saying('[STARTUP] database ready')).toHaveLength(1)
  })

  it('ends at once when the process ends', async () => {
    const database = await createTestDatabase()
    await takeAway(database)
    const { running, ending, saying } = await setUp(database)
    await vi.waitFor(() => expect(saying('[DB_DOWN]')).toHaveLength(1), 5_000)
    const asked = performance.now()
    ending.abort()
    await running
    expect(performance.now() - asked).toBeLessThan(500)
    expect(saying('[STARTUP] database ready')).toEqual([])
  })
})
