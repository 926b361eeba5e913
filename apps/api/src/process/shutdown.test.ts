import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepAsking } from '../../test/keep-asking.ts'
import { openStream } from '../../test/open-stream.ts'
import { type ServerProcess, startServer } from '../../test/server-process.ts'
import { signUp } from '../../test/server-users.ts'
import { startTcpProxy } from '../../test/tcp-proxy.ts'
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const settings = { RATE_LIMIT_MAX_REQUESTS: '1000000', AUTH_RATE_LIMIT_MAX_REQUESTS: '1000' }
let serial = 0

const start = async (env: Record<string, string> = {}): Promise<ServerProcess> => {
  const server = await startServer({ DATABASE_URL: database.url, ...settings, ...env })
  await server.until(/ready after/)
  return server
}

const messagesOf = (server: ServerProcess) => server.log().map(({ msg }) => msg)

// Starting a process takes its time where others work.
describe('SIGTERM (R038)', { timeout: 90_000 }, () => {
  it.each([
    { workers: '1', round: 1 },
    { workers: '2', round: 2 },
    { workers: '2', round: 3 },
  ])(
    'leaves no request of 50 clients and no stream of 50 unanswered, $workers workers',
    async ({ workers }) => {
      const server = await start({ WEB_CONCURRENCY: workers })
      serial += 1
      const people = await Promise.all(
        Array.from({ length: 10 }, (_, each) => signUp(server.baseUrl, `person${serial}x${each}`)),
      )
      const streams = await Promise.all(
        people.flatMap(({ accessToken }) => Array.from({ length: 5 }, () => openStream(server, accessToken))),
      )
      expect(streams.map(({ status }) => status)).toEqual(streams.map(() => 200))
      const asking = keepAsking(50, {
        port: server.port,
        path: '/api/auth/me',
        headers: { authorization: `Bearer ${people[0]?.accessToken}` },
      })
      await sleep(700)
      server.kill('SIGTERM')
      const killedAt = Date.now()
      const asked = await asking
      expect(await server.ended).toBe(0)
      expect(Date.now() - killedAt).toBeLessThan(10_000)
      await Promise.all(streams.map(({ ended }) => ended))
      expect(asked.lost).toEqual([])
      expect(Object.keys(asked.answers)).toEqual(['200'])
      expect(asked.refused).toBe(50)
      expect(server.stderr()).toBe('')
    },
  )

  it('says each step in its order and leaves the database without a connection of ours', async () => {
    const server = await start()
    server.kill('SIGTERM')
    expect(await server.ended).toBe(0)
    const said = messagesOf(server).filter((msg) => /SHUTDOWN|connections closed/.test(msg))
    expect(said).toEqual([
      expect.stringMatching(/SIGTERM: no new connections/),
      expect.stringMatching(/live streams and requests: closed/),
      expect.stringMatching(/background loops and jobs: closed/),
      'Database connections closed',
      expect.stringMatching(/database connections: closed/),
      expect.stringMatching(/exit code 0/),
    ])
  })

  it('waits for a request whose body is still coming', async () => {
    const server = await start()
    const client = net.connect(server.port, '127.0.0.1')
    let received = ''
    client.on('data', (chunk) => {
      received += chunk
    })
    const body = JSON.stringify({ username: 'nobody', password: 'wrong-horse-battery' })
    const head = `content-type: application/json\r\ncontent-length: ${body.length}`
    client.write(`POST /api/auth/login HTTP/1.1\r\nhost: x\r\n${head}\r\n\r\n${body.slice(0, 10)}`)
    await sleep(200)
    server.kill('SIGTERM')
    await sleep(1_000)
    client.write(body.slice(10))
    expect(await server.ended).toBe(0)
    expect(received).toMatch(/^HTTP\/1.1 401 /)
    expect(received.toLowerCase()).toContain('connection: close')
  })

  it('cuts what does not end in its time, says so and exits 1', async () => {
    const server = await start({ DRAIN_TIMEOUT: '1' })
    const client = net.connect(server.port, '127.0.0.1')
    client.on('error', () => {})
    client.write(
      'POST /api/auth/login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{',
    )
    await sleep(200)
    server.kill('SIGTERM')
    expect(await server.ended).toBe(1)
    expect(server.log()).toContainEqual(
      expect.objectContaining({
        level: 'warn',
        requests: 1,
        msg: expect.stringContaining('cut what was left'),
      }),
    )
  })

  it('ends at once at a second signal', async () => {
    const server = await start()
    const client = net.connect(server.port, '127.0.0.1')
    client.on('error', () => {})
    client.write('GET /health/live HTTP/1.1\r\nhost: x\r\n')
    await sleep(200)
    server.kill('SIGTERM')
    await sleep(400)
    const secondAt = Date.now()
    server.kill('SIGTERM')
    expect(await server.ended).toBe(1)
    expect(Date.now() - secondAt).toBeLessThan(1_000)
  })

  it('ends in its time while the database hangs', async () => {
    const { hostname, port } = new URL(database.url)
    const proxy = await startTcpProxy({ host: hostname, port: Number(port) })
    const url = new URL(database.url)
    url.port = String(proxy.port)
    const server = await start({ DATABASE_URL: url.href, DRAIN_TIMEOUT: '2', WEB_CONCURRENCY: '2' })
    proxy.hang()
    const answer = fetch(`${server.baseUrl}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'somebody', password: 'wrong-horse-battery' }),
    }).then(
      (response) => response.status,
      () => 0,
    )
    await sleep(200)
    server.kill('SIGTERM')
    const killedAt = Date.now()
    await server.ended
    expect(Date.now() - killedAt).toBeLessThan(4_000)
    // Either the database layer gave up in time, or the request was cut with the rest.
    expect([503, 0]).toContain(await answer)
    await proxy.close()
  })
})
