import { spawnSync } from 'node:child_process'
import { chownSync, statSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { parseDatabaseUrl } from './database-url.ts'
import { connect } from './db.ts'
import { diagnoseDatabase } from './diagnose-database.ts'
import { type EmbeddedPostgres, startTemporaryPostgres } from './embedded-postgres.ts'
import { statement } from './sql.ts'

const nap = statement<{ one: number }>('test_nap', 'select 1 as one from pg_sleep($1)')
const encrypted = statement<{ ssl: boolean }>(
  'test_encrypted',
  'select ssl from pg_stat_ssl where pid = pg_backend_pid()',
)
const hasOpenssl = spawnSync('openssl', ['version']).status === 0

/** Gives a running server a certificate that it signed itself, as Railway's has, and lets nobody in without TLS. */
async function encrypt(url: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  const [{ data_directory: cwd }] = (await admin.query('show data_directory')).rows
  const flags = '-x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=database -keyout server.key -out server.crt'
  spawnSync('openssl', ['req', ...flags.split(' ')], { cwd, stdio: 'ignore' })
  const { uid, gid } = statSync(cwd)
  for (const file of ['server.key', 'server.crt']) chownSync(`${cwd}/${file}`, uid, gid)
  await admin.query('alter system set ssl = on')
  await admin.query('select pg_reload_conf()')
  await admin.end()
}

describe.skipIf(!hasOpenssl)('a server with a certificate that it signed itself (needs openssl)', () => {
  let server: EmbeddedPostgres
  beforeAll(async () => {
    server = await startTemporaryPostgres({ settings: { shared_buffers: '16MB' } })
    await encrypt(server.url)
    // The server reads its settings again in a moment of its own.
    await vi.waitFor(async () => {
      if (await diagnoseDatabase(parseDatabaseUrl(`${server.url}?sslmode=no-verify`)))
        throw new Error('not yet')
    }, 10_000)
  })
  afterAll(() => server.stop())

  it.each(['require', 'verify-full'])(
    'is refused with sslmode=%s, and no warning is printed',
    async (mode) => {
      const warn = vi.spyOn(process, 'emitWarning')
      const diagnosis = await diagnoseDatabase(parseDatabaseUrl(`${server.url}?sslmode=${mode}`))
      expect(diagnosis).toMatchObject({ type: 'tls_error', step: 'tls' })
      expect(warn).not.toHaveBeenCalled()
    },
  )

  it('is used with sslmode=no-verify, and takes the cancel of a statement encrypted as well', async () => {
    const db = connect({ url: `${server.url}?sslmode=no-verify`, max: 2, onIdleError: () => {} })
    onTestFinished(() => db.close())
    expect(await db.sql(encrypted)).toEqual([{ ssl: true }])
    const over = new Error('over')
    await expect(db.within(AbortSignal.timeout(200)).sql(nap, [20])).rejects.toThrow()
    const controller = new AbortController()
    setTimeout(() => controller.abort(over), 200)
    await expect(db.within(controller.signal).sql(nap, [20])).rejects.toBe(over)
    await expect.poll(() => db.poolStatus()).toMatchObject({ checked_out: 0, checked_in: 1 })
    const { rows } = await db.pool.query(`select 1 from pg_stat_activity where query like '%pg_sleep($1)%'
      and state = 'active' and pid <> pg_backend_pid()`)
    expect(rows).toEqual([])
  })
})
