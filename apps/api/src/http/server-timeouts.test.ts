import { createConnection } from 'node:net'
import { errorBody } from '@leadglass/contracts/errors.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApi, testApi } from '../../test/test-api.ts'

const whole = 'GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n'
const head = (length: number) =>
  `POST /api/auth/login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`

let api: TestApi
beforeAll(async () => {
  // The shortest that can be configured.
  api = await testApi({ env: { SERVER_TIMEOUT: '5', REQUEST_TIMEOUT: '2' } })
})
afterAll(() => api.close())

/** What comes back on a connection on which this is sent, and when the server hangs up. */
function send(pieces: string[], everyMs = 300): Promise<{ text: string; ms: number }> {
  const { hostname, port } = new URL(api.baseUrl)
  const startedAt = performance.now()
  return new Promise((resolve) => {
    let text = ''
    const socket = createConnection(Number(port), hostname)
    const rest = [...pieces]
    const write = () => {
      const piece = rest.shift()
      if (piece !== undefined && !socket.destroyed) socket.write(piece)
    }
    const timer = setInterval(write, everyMs)
    write()
    socket.setEncoding('utf8').on('data', (chunk) => (text += chunk))
    socket.on('error', () => {})
    socket.on('close', () => {
      clearInterval(timer)
      resolve({ text, ms: performance.now() - startedAt })
    })
  })
}

function refusalIn(text: string): { status: number; headers: string; body: unknown } {
  const [headers = '', body = ''] = text.split('\r\n\r\n')
  return { status: Number(headers.split(' ')[1]), headers, body: JSON.parse(body) }
}

describe.concurrent('a client that takes its time (R048)', () => {
  it.each([
    ['half a head', ['GET /api/leads HTTP/1.1\r\nhost:'], 2_500, 4_500],
    [
      'a head that comes drop by drop',
      Array.from({ length: 60 }, (_, index) =>
        index === 0 ? 'GET / HTTP/1.1\r\nhost: x\r\n' : `x-${index}: y\r\n`,
      ),
      2_500,
      4_500,
    ],
    ['half a body', [head(100), '{"username":'], 4_500, 7_000],
    ['a body that comes drop by drop', [head(1000), ...Array(60).fill(' ')], 4_500, 7_000],
  ])(
    '%s ends with 408 in the one shape, with the headers of every answer',
    async (_what, pieces, from, to) => {
      const { text, ms } = await send(pieces)
      const { status, headers, body } = refusalIn(text)
      expect(status).toBe(408)
      expect(ms).toBeGreaterThan(from)
      expect(ms).toBeLessThan(to)
      expect(errorBody.parse(body)).toMatchObject({ type: 'request_incomplete', status: 408 })
      expect(headers).toMatch(/x-frame-options: DENY/i)
      expect(headers).toMatch(/content-security-policy: default-src 'none'/i)
      expect(headers).toContain(`x-request-id: ${errorBody.parse(body).request_id}`)
      expect(headers).toMatch(/connection: close/i)
    },
    15_000,
  )

  it('is hung up on when it says nothing after its answer', async () => {
    const { text, ms } = await send([whole])
    expect(text).toContain('200 OK')
    expect(ms).toBeGreaterThan(4_500)
    expect(ms).toBeLessThan(9_000)
  }, 15_000)

  it('may make one request after the other for longer than that', async () => {
    const { text } = await send(Array(20).fill(whole), 400)
    expect(text.match(/200 OK/g)).toHaveLength(20)
  }, 20_000)
})

describe('requests that never reach a route (R060, R061)', () => {
  it.each([
    ['an address with a broken escape', 'GET /api/%zz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n', 400],
    [
      'a part of an address that is too long',
      `GET /api/leads/${'x'.repeat(300)} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`,
      400,
    ],
    ['what is not HTTP', 'HELLO?\r\n\r\n', 400],
    ['headers that are too large', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, 431],
  ])('%s: answered with the headers of every answer', async (_what, text, status) => {
    const answer = refusalIn((await send([text])).text)
    expect(answer.status).toBe(status)
    const body = errorBody.parse(answer.body)
    expect(answer.headers.toLowerCase()).toContain(`x-request-id: ${body.request_id}`)
    for (const name of [
      'x-frame-options',
      'x-content-type-options',
      'content-security-policy',
      'referrer-policy',
    ])
      expect(answer.headers.toLowerCase()).toContain(`${name}: `)
    expect(answer.headers).toMatch(/cache-control: no-store/i)
  })

  it.each([
    ['/api/leads?search=%zz', 'search'],
    ['/api/leads?sort=name&search=a%ff', 'search'],
    ['/api/leads?%E0%A4%A=1', '%E0%A4%A'],
    ['/api/leads?%', '%'],
    ['/api/auth/options?x=%', 'x'],
  ])('%s: a broken escape in a query names the parameter', async (path, field) => {
    const dana = await api.build.user(`dana${Math.random().toString(36).slice(2)}`)
    const answer = await api.call('get', path, { as: dana })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({
      type: 'validation_error',
      errors: [{ field, message: 'is not escaped UTF-8' }],
    })
  })

  it('takes what is escaped well', async () => {
    const dana = await api.build.user('omar')
    expect((await api.call('get', '/api/leads?search=100%25%20%C3%A4+b', { as: dana })).status).toBe(200)
  })
})
