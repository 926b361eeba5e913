import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closedPort } from '../../test/closed-port.ts'
import { startServer } from '../../test/server-process.ts'
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts'

let database: TestDatabase
let refusedPort = 0
beforeAll(async () => {
  database = await createTestDatabase()
  refusedPort = await closedPort()
})
afterAll(() => database.drop())

const production = {
  NODE_ENV: 'production',
  SECRET_KEY: 'a-secret-of-the-tests-0123456789abcdef',
  WEB_CONCURRENCY: '1',
}
const allowed = { DATABASE_ALLOW_LOCALHOST: '1' }

type Case = {
  name: string
  url: (good: URL) => string | undefined
  /** What production says when it refuses to start; otherwise it starts without its database, as development does. */
  refused?: RegExp
  env?: Record<string, string>
  healthy?: true
}

const changed = (good: URL, change: (url: URL) => void): string => {
  const url = new URL(good)
  change(url)
  return url.href
}

const cases: Case[] = [
  { name: 'unset', url: () => undefined, refused: /DATABASE_URL is required in production/ },
  { name: 'empty', url: () => '', refused: /DATABASE_URL is required in production/ },
  { name: 'garbage', url: () => 'not a url', refused: /DATABASE_URL is not a valid URL/ },
  { name: 'on localhost', url: (good) => good.href, refused: /DATABASE_URL points at localhost/ },
  {
    name: 'with an unescaped password',
    url: () => 'postgresql://leadglass:pa/ss#w@rd@db.internal:5432/leadglass',
    refused: /DATABASE_URL is not a valid URL/,
  },
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Railway's notation, not ours.
  { name: 'an unresolved reference', url: () => '${{ Postgres.DATABASE_URL }}' },
  {
    name: 'of a host that does not resolve',
    url: () => 'postgresql://leadglass:x@postgres.invalid:5432/leadglass',
  },
  {
    name: 'of a port that refuses',
    url: (good) => changed(good, (url) => (url.port = String(refusedPort))),
    env: allowed,
  },
  {
    name: 'with a wrong password',
    url: (good) => changed(good, (url) => (url.password = 'wrong')),
    env: allowed,
  },
  {
    name: 'of a missing database',
    url: (good) => changed(good, (url) => (url.pathname = '/nowhere')),
    env: allowed,
  },
  { name: 'that wants TLS of a server without', url: (good) => `${good.href}?sslmode=require`, env: allowed },
  {
    name: 'with an escaped password',
    url: (good) => changed(good, (url) => (url.password = [...url.password].map(escaped).join(''))),
    env: allowed,
    healthy: true,
  },
]

/** Every letter as an escape: what pg has to undo before it signs in. */
function escaped(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16).padStart(2, '0')}`
}

// Starting a process takes its time where others work.
describe.concurrent('a server whose DATABASE_URL is', { timeout: 60_000 }, () => {
  it.for(cases)('$name, in production', async ({ url, refused, env = {} }, { onTestFinished }) => {
    const given = url(new URL(database.url))
    const server = await startServer({ ...production, DATABASE_URL: given, ...env }, onTestFinished)
    if (refused) {
      expect(await server.ended).toBe(1)
      expect(server.stderr()).toMatch(refused)
      expect(server.stdout()).toBe('')
      expect(server.stderr()).not.toContain('    at ')
      return
    }
    await expectAlive(server)
  })

  it.for(cases)('$name, in development', async ({ url, healthy }, { onTestFinished }) => {
    const server = await startServer({ DATABASE_URL: url(new URL(database.url)) }, onTestFinished)
    if (healthy) await server.until(/ready after/)
    await expectAlive(server)
  })
})

/** It listens, answers that it lives, and ends when it is told to. */
async function expectAlive(server: Awaited<ReturnType<typeof startServer>>): Promise<void> {
  await server.until(/listening on port/)
  const live = await fetch(`${server.baseUrl}/health/live`, { headers: { connection: 'close' } })
  expect(live.status).toBe(200)
  server.kill('SIGTERM')
  expect(await server.ended).toBe(0)
  expect(server.log().some(({ msg }) => msg.includes('[CRASH]'))).toBe(false)
}

describe('a configuration that is not usable', { timeout: 60_000 }, () => {
  it('is told once, whole, without starting a worker', async () => {
    const server = await startServer({ NODE_ENV: 'production', PORT: 'eighty' })
    expect(await server.ended).toBe(1)
    expect(server.stdout()).toBe('')
    expect(server.stderr().trim().split('\n')).toEqual([
      'Configuration is not usable:',
      expect.stringContaining('PORT'),
    ])
  })
})
