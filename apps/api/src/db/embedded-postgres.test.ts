import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEmbeddedPostgres, startTemporaryPostgres } from './embedded-postgres.ts'

const settings = { fsync: 'off', shared_buffers: '16MB' }
let folder: string
let dataDir: string

// One cluster for all tests: making one takes longer than everything else here.
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'leadglass-embedded-'))
  chmodSync(folder, 0o711)
  dataDir = path.join(folder, 'postgres')
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function query(url: string, text: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

// Starts the database in a process of its own and kills that process outright.
async function killParent(): Promise<void> {
  const script = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(path.join(import.meta.dirname, 'embedded-postgres.ts'))})
    await startEmbeddedPostgres(${JSON.stringify({ dataDir, settings })})
    console.log('up')`
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(parent.stdout, 'data')
  parent.kill('SIGKILL')
  await once(parent, 'exit')
}

describe('startEmbeddedPostgres', () => {
  it('keeps its data over a restart, which needs no recovery', async () => {
    const first = await startEmbeddedPostgres({ dataDir, settings })
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer')
    await first.stop()
    const second = await startEmbeddedPostgres({ dataDir, settings })
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }])
    await second.stop()
    expect(readFileSync(`${dataDir}.log`, 'utf8')).toContain('database system was shut down at')
  })

  it('sorts and folds text the same way on every machine', async () => {
    const database = await startEmbeddedPostgres({ dataDir, settings })
    const [row] = await query(
      database.url,
      `SELECT datcollate, datlocale, pg_encoding_to_char(encoding) AS encoding, lower('É') AS folded
         FROM pg_database WHERE datname = current_database()`,
    )
    await database.stop()
    expect(row).toEqual({ datcollate: 'C', datlocale: 'C.UTF-8', encoding: 'UTF8', folded: 'é' })
  })

  it('keeps its password to the owner of the folder', async () => {
    const database = await startEmbeddedPostgres({ dataDir, settings })
    await database.stop()
    expect(statSync(`${dataDir}.password`).mode & 0o777).toBe(0o600)
  })

  it('refuses a folder whose database is in use', async () => {
    const database = await startEmbeddedPostgres({ dataDir, settings })
    await expect(startEmbeddedPostgres({ dataDir, settings })).rejects.toThrow('in use by process')
    await database.stop()
  })

  it('starts after the process that had started it was killed', async () => {
    await killParent()
    const database = await startEmbeddedPostgres({ dataDir, settings })
    expect(await query(database.url, 'SELECT 1 AS up')).toEqual([{ up: 1 }])
    await database.stop()
  })

  it('starts over a process id that belongs to somebody else by now', async () => {
    await (await startEmbeddedPostgres({ dataDir, settings })).stop()
    writeFileSync(path.join(dataDir, 'postmaster.pid'), `${process.pid}\n`)
    await (await startEmbeddedPostgres({ dataDir, settings })).stop()
  })

  it('moves a folder that holds no complete cluster out of the way', async () => {
    const taken = path.join(folder, 'taken')
    mkdirSync(taken)
    writeFileSync(path.join(taken, 'mine.txt'), 'kept')
    const database = await startEmbeddedPostgres({ dataDir: taken, settings })
    await database.stop()
    const aside = readdirSync(folder).find((name) => name.startsWith('taken.unusable-'))
    expect(readFileSync(path.join(folder, aside ?? '', 'mine.txt'), 'utf8')).toBe('kept')
  })

  it('says why the server does not start', async () => {
    const start = startEmbeddedPostgres({ dataDir, settings: { ...settings, work_mem: 'plenty' } })
    await expect(start).rejects.toThrow('invalid value for parameter "work_mem"')
  })
})

describe('startTemporaryPostgres', () => {
  it('leaves no file behind', async () => {
    const database = await startTemporaryPostgres({ settings })
    const [row] = await query(database.url, 'SHOW data_directory')
    await database.stop()
    expect(existsSync(row.data_directory)).toBe(false)
  })
})
