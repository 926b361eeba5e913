import { createServer, type Server } from 'node:net'
import { networkInterfaces } from 'node:os'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { closedPort } from '../../test/closed-port.ts'
import { misconfiguredApi } from '../../test/misconfigured-api.ts'
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts'
import { startTlsPostgres } from '../../test/tls-postgres.ts'
import type { EmbeddedPostgres } from '../db/embedded-postgres.ts'
import { createLog } from '../log.ts'
import { reportOutages } from './report-outages.ts'

const secrets = /s3cret|dana/
/** Every character that means something in a URL. */
const oddPassword = 's3cret/#?@:%&+ ß'
const role = `odd_${process.pid}`

let database: TestDatabase
let withTls: EmbeddedPostgres
let silent: Server
beforeAll(async () => {
  database = await createTestDatabase()
  withTls = await startTlsPostgres()
  silent = createServer(() => {})
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  await asAdmin(`create role ${role} superuser login password ${pg.escapeLiteral(oddPassword)}`)
})
afterAll(async () => {
  silent.close()
  await withTls.stop()
  await asAdmin(`drop role ${role}`)
  await database.drop()
})

async function asAdmin(statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: inject('testDatabase').adminUrl })
  await admin.connect()
  await admin.query(statement)
  await admin.end()
}

/** The test database with a part of its URL changed. */
function urlWith(parts: Partial<Pick<URL, 'username' | 'password' | 'pathname' | 'search'>>): string {
  return Object.assign(new URL(database.url), parts).href
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

/** An address of this machine that is not taken for localhost. */
function otherAddress(): string {
  const own = Object.values(networkInterfaces())
    .flat()
    .find((address) => address && address.family === 'IPv4' && !address.internal)
  return own?.address ?? '[::ffff:127.0.0.1]'
}

type Row = { url: () => string | Promise<string> | undefined; type: string; step: RegExp }

const copy = /Copy the actual URL/
const table: Record<string, Row> = {
  'is not set': { url: () => undefined, type: 'database_url_missing', step: copy },
  'is empty': { url: () => '', type: 'database_url_missing', step: copy },
  'is a reference that was not replaced': {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is how Railway writes a reference
    url: () => '${{ Postgres.DATABASE_URL }}',
    type: 'unresolved_variable_reference',
    step: copy,
  },
  'points at localhost': {
    url: async () => `postgresql://dana:s3cret@localhost:${await closedPort()}/crm`,
    type: 'localhost_connection',
    step: copy,
  },
  'names a host that does not resolve': {
    url: () => 'postgresql://dana:s3cret@no-such-host.invalid:5432/crm',
    type: 'dns_resolution_failure',
    step: copy,
  },
  'leads to a host that refuses': {
    url: async () => `postgresql://dana:s3cret@${otherAddress()}:${await closedPort('0.0.0.0')}/crm`,
    type: 'connection_refused',
    step: /click Restart/,
  },
  'leads to a server that does not answer': {
    url: () => `postgresql://dana:s3cret@127.0.0.1:${portOf(silent)}/crm`,
    type: 'connection_timeout',
    step: /firewall/,
  },
  'has a wrong password': {
    url: () => urlWith({ password: 's3cret' }),
    type: 'authentication_failed',
    step: /%2F %23/,
  },
  'names a database that is not there': {
    url: () => urlWith({ pathname: '/no_such_database' }),
    type: 'database_missing',
    step: /create database/,
  },
  'asks for TLS where there is none': {
    url: () => urlWith({ search: 'sslmode=require' }),
    type: 'tls_error',
    step: /sslmode=disable/,
  },
  'asks for a verified certificate where nobody vouches for it': {
    url: () => `${withTls.url}?sslmode=require`,
    type: 'tls_error',
    step: /sslmode=no-verify/,
  },
  'asks for no TLS where it is demanded': {
    url: () => withTls.url,
    type: 'tls_error',
    step: /sslmode=verify-full/,
  },
  'is garbage': { url: () => 'postgres//dana:s3cret@db/crm', type: 'invalid_url', step: copy },
  'holds a password that is not escaped': {
    url: () => `postgresql://dana:${oddPassword}@db.internal/crm`,
    type: 'invalid_url',
    step: /%2F %23/,
  },
}

async function startWith(url: string | undefined) {
  const lines: string[] = []
  const log = createLog('info', { write: (line: string) => void lines.push(line) })
  const env = { NODE_ENV: 'development', ...(url === undefined ? {} : { DATABASE_URL: url }) }
  const api = await misconfiguredApi(env, { log })
  reportOutages(api.db.watch, api.config, log)
  api.db.watch.start()
  return { api, lines }
}

let right = 0

describe('a server in development whose DATABASE_URL', () => {
  afterAll(() => console.log(`diagnoses right ${right}/${Object.keys(table).length + 2}`))

  it.each(Object.entries(table))(
    '%s says so and how to mend it (R005–R008, R020, R035, R036)',
    async (_name, row) => {
      const { api, lines } = await startWith(await row.url())
      try {
        const askedAt = performance.now()
        const { status, body, text } = await api.request.get('/health')
        expect(performance.now() - askedAt).toBeLessThan(3000)
        expect(status).toBe(503)
        expect(body).toMatchObject({ status: 'degraded', database: 'disconnected', error_type: row.type })
        expect(body.solution.length).toBeGreaterThanOrEqual(5)
        expect(body.solution.join('\n')).toMatch(row.step)
        const title = row.type.replaceAll('_', ' ').toUpperCase()
        const logged = () => lines.map((line) => JSON.parse(line).msg).join('\n')
        await vi.waitFor(() => expect(logged()).toContain(`[DATABASE] ${title}`), { timeout: 3_000 })
        for (const step of body.solution) expect(logged()).toContain(step)
        expect(text + lines.join('\n')).not.toMatch(secrets)
        right += 1
      } finally {
        await api.close()
      }
    },
  )

  it.each<[string, () => string]>([
    [
      'holds a password that is escaped',
      () => urlWith({ username: role, password: encodeURIComponent(oddPassword) }),
    ],
    ['takes any certificate where TLS is demanded', () => `${withTls.url}?sslmode=no-verify`],
  ])('%s is connected', async (_name, url) => {
    const { api, lines } = await startWith(url())
    try {
      const { body } = await api.request.get('/health')
      expect(body).toMatchObject({ database: 'connected', checks: { database: 'ok' } })
      expect(lines.join('\n')).not.toMatch(/SOLUTION|s3cret/)
      right += 1
    } finally {
      await api.close()
    }
  })
})
