import net from 'node:net'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { closedPort } from '../../test/closed-port.ts'
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts'
import { parseDatabaseUrl } from './database-url.ts'
import { connect } from './db.ts'
import { diagnoseDatabase } from './diagnose-database.ts'

const diagnose = async (url: string) => {
  const diagnosis = await diagnoseDatabase(parseDatabaseUrl(url))
  return diagnosis && [diagnosis.type, diagnosis.step]
}

async function listen(server: net.Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as net.AddressInfo).port
}

describe('diagnoseDatabase', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.drop())

  const changed = (change: (url: URL) => void) => {
    const url = new URL(database.url)
    change(url)
    return url.href
  }

  it('finds nothing wrong with a database that answers', async () => {
    expect(await diagnose(database.url)).toBeNull()
  })

  it.each([
    ['', 'database_url_missing'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is how Railway writes a reference
    ['${{Postgres.DATABASE_URL}}', 'unresolved_variable_reference'],
    ['postgres//dana:x@db/crm', 'invalid_url'],
    ['mysql://dana:x@db/crm', 'invalid_url'],
    ['postgresql://dana:12/s3@db/crm', 'invalid_url'],
    ['postgresql://dana:1#2@db/crm', 'invalid_url'],
    ['postgresql://dana:pa%ss@db/crm', 'invalid_url'],
    ['postgresql://dana:%zz@db/crm', 'invalid_url'],
    ['postgresql://dana:%ff@db/crm', 'invalid_url'],
  ])('reads what is wrong with the text %s without connecting', async (url, type) => {
    expect(await diagnose(url)).toEqual([type, 'config'])
    const db = connect({ url, max: 1, onIdleError: () => {} })
    onTestFinished(() => db.close())
    await expect(db.sql({ name: undefined, text: 'select 1' })).rejects.toMatchObject({
      code: 'CIRCUIT_OPEN',
    })
    expect(db.watch).toMatchObject({ state: 'down', diagnosis: { type } })
  })

  it('goes from the name over the network to the sign-in and the state of the server', async () => {
    expect(await diagnose('postgresql://dana:x@no-such-host.invalid/crm')).toEqual([
      'dns_resolution_failure',
      'dns',
    ])
    const port = String(await closedPort())
    expect(await diagnose(changed((url) => Object.assign(url, { port })))).toEqual([
      'localhost_connection',
      'tcp',
    ])
    expect(await diagnose(changed((url) => Object.assign(url, { password: 'wrong' })))).toEqual([
      'authentication_failed',
      'sign_in',
    ])
    expect(await diagnose(changed((url) => Object.assign(url, { pathname: '/none' })))).toEqual([
      'database_missing',
      'sign_in',
    ])
    expect(await diagnose(`${database.url}?sslmode=require`)).toEqual(['tls_error', 'tls'])
  })

  it('waits no longer than 2 s for a server that accepts and says nothing', async () => {
    const port = await listen(net.createServer(() => {}))
    const startedAt = performance.now()
    expect(await diagnose(`postgresql://dana:x@127.0.0.1:${port}/crm`)).toEqual([
      'connection_timeout',
      'sign_in',
    ])
    expect(performance.now() - startedAt).toBeLessThan(2_000)
  })

  it('connects with a password of which every character had to be escaped', async () => {
    const admin = new pg.Client({ connectionString: database.url })
    await admin.connect()
    onTestFinished(async () => {
      await admin.query('drop role escaped')
      await admin.end()
    })
    await admin.query(`create role escaped login password 'p@ss/w#rd?%:ü'`)
    const url = changed((each) => {
      each.username = 'escaped'
      each.password = encodeURIComponent('p@ss/w#rd?%:ü')
    })
    expect(await diagnose(url)).toBeNull()
    const db = connect({ url, max: 1, onIdleError: () => {} })
    await expect(db.sql({ name: undefined, text: 'select 1 as one' })).resolves.toEqual([{ one: 1 }])
    await db.close()
  })
})
