import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { closedPort } from '../../test/closed-port.ts'
import { misconfiguredApi } from '../../test/misconfigured-api.ts'
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts'
import { MailError } from '../mail/mail-failure.ts'
import type { Mailer } from '../mail/mailer.ts'

const key = 'c4n4ry-of-the-provider'
const asked: { path: string | undefined; authorization: string | undefined }[] = []
const answers: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {
  '/good/models': (_request, response) => response.end('{"data":[]}'),
  '/refusing/models': (_request, response) => response.writeHead(401).end(`{"error":"bad key ${key}"}`),
  '/redirecting/models': (_request, response) => response.writeHead(302, { location: '/good/models' }).end(),
  '/hanging/models': () => {},
}

let provider: Server
let database: TestDatabase
let base: string
beforeAll(async () => {
  database = await createTestDatabase()
  provider = createServer((request, response) => {
    asked.push({ path: request.url, authorization: request.headers.authorization })
    answers[request.url ?? '']?.(request, response)
  })
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
  const { port } = provider.address() as { port: number }
  base = `http://127.0.0.1:${port}`
})
afterAll(async () => {
  provider.closeAllConnections()
  provider.close()
  await database.drop()
})

async function server(env: Record<string, string>, options: Parameters<typeof misconfiguredApi>[1] = {}) {
  const api = await misconfiguredApi({ DATABASE_URL: database.url, ...env }, options)
  onTestFinished(() => api.close())
  return api.request
}

const venice = (path: string) => ({ VENICE_API_KEY: key, VENICE_BASE_URL: `${base}/${path}` })
const openai = (path: string) => ({ OPENAI_API_KEY: key, OPENAI_BASE_URL: `${base}/${path}` })

function mailerThat(verify: () => Promise<void>): Mailer {
  return {
    verify,
    send: async () => {},
    close() {},
    status: () => ({
      state: 'unknown',
      host: null,
      port: null,
      from: null,
      last_error: null,
      last_sent_at: null,
    }),
  }
}

describe('GET /health/full (R010)', () => {
  it('names every service, and says of what is not configured that it is not', async () => {
    const { status, body, headers } = await (await server({})).get('/health/full')
    expect(status).toBe(200)
    expect(headers['cache-control']).toBe('no-store')
    expect(body).toEqual({
      backend: 'ok',
      database: 'ok',
      venice_api: 'not_configured',
      openai: 'not_configured',
      redis: 'not_configured',
      smtp: 'not_configured',
      twilio: 'not_configured',
      agents: 'not_configured',
      environment: 'test',
    })
  })

  it('asks the providers for their models with the key', async () => {
    asked.length = 0
    const { body } = await (await server({ ...venice('good'), ...openai('good/') })).get('/health/full')
    expect(body).toMatchObject({ venice_api: 'ok', openai: 'ok' })
    expect(asked).toEqual([1, 2].map(() => ({ path: '/good/models', authorization: `Bearer ${key}` })))
  })

  it('tells why one does not answer, without a key or an address, and stays 200', async () => {
    const away = `http://127.0.0.1:${await closedPort()}`
    const request = await server({ ...venice('refusing'), OPENAI_API_KEY: key, OPENAI_BASE_URL: away })
    const { status, body, text } = await request.get('/health/full')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      database: 'ok',
      venice_api: 'error: HTTP 401',
      openai: 'error: ECONNREFUSED',
    })
    expect(text).not.toMatch(/c4n4ry|127\.0\.0\.1/)
  })

  it('does not carry the key to where a provider redirects', async () => {
    asked.length = 0
    const { body } = await (await server(venice('redirecting'))).get('/health/full')
    expect(body.venice_api).toBe('error: HTTP 302')
    expect(asked).toHaveLength(1)
  })

  it('gives up on a provider after 5 s, asking all at the same time and only once for many', async () => {
    asked.length = 0
    const request = await server({ ...venice('hanging'), ...openai('hanging') })
    const startedAt = performance.now()
    const both = await Promise.all([request.get('/health/full'), request.get('/health/full')])
    expect(performance.now() - startedAt).toBeLessThan(6_500)
    for (const { body } of both) {
      expect(body).toMatchObject({
        venice_api: 'error: no answer within 5 s',
        openai: 'error: no answer within 5 s',
      })
    }
    await request.get('/health/full').expect(200)
    expect(asked).toHaveLength(2)
  })

  it('signs in at the mail server', async () => {
    const env = { SMTP_HOST: 'mail.invalid' }
    const good = await server(env, { mailer: mailerThat(() => sleep(1)) })
    expect((await good.get('/health/full')).body.smtp).toBe('ok')
    const refusing = () => Promise.reject(new MailError('authentication', `mail.invalid: ${key}`))
    const bad = await server(env, { mailer: mailerThat(refusing) })
    expect((await bad.get('/health/full')).body.smtp).toBe('error: authentication')
  })

  it('says that Redis is away', async () => {
    const request = await server({ REDIS_URL: `redis://127.0.0.1:${await closedPort()}` })
    const { status, body } = await request.get('/health/full')
    expect(status).toBe(200)
    expect(body.redis).toBe('error: disconnected')
  })

  it('is 503 without the database, and says why', async () => {
    const request = await server({ DATABASE_URL: 'postgresql://u:p@no-such-host.invalid:5432/crm' })
    const { status, body } = await request.get('/health/full')
    expect(status).toBe(503)
    expect(body).toMatchObject({ backend: 'ok', database: 'error: dns_resolution_failure' })
  })
})
