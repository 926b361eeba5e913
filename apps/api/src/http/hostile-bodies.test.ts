import net from 'node:net'
import { gzipSync } from 'node:zlib'
import { errorBody } from '@leadglass/contracts/errors.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseState } from '../../test/database-state.ts'
import { type RawRequest, rawRequest } from '../../test/raw-request.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
let authorization: string
const limit = 1_048_576
beforeAll(async () => {
  api = await testApi()
  authorization = `Bearer ${await api.tokenOf(await api.build.user('dana', 'admin'))}`
})
afterAll(() => api.close())

const json = { 'content-type': 'application/json' }
const lead = JSON.stringify({ name: 'Acme' })

/** Sends a request that must be refused: in the one shape, quickly, and without any change. */
async function refused(request: Partial<RawRequest>) {
  const before = await databaseState(api.db)
  const answer = await rawRequest(api.baseUrl, {
    method: 'POST',
    path: '/api/leads',
    ...request,
    headers: { authorization, ...request.headers },
  })
  expect(errorBody.safeParse(answer.json).error, answer.text.slice(0, 300)).toBeUndefined()
  expect(answer.ms).toBeLessThan(5_000)
  expect(answer.text.length).toBeLessThan(100_000)
  expect(await databaseState(api.db)).toEqual(before)
  return { ...answer, body: errorBody.parse(answer.json) }
}

/** Text over a socket, for what no client library sends; the answer until the server hangs up or `ms` are over. */
function rawText(text: string | Buffer, ms = 2_000): Promise<string> {
  const { port } = new URL(api.baseUrl)
  return new Promise((resolve) => {
    const socket = net.connect(Number(port), '127.0.0.1')
    let answer = ''
    const end = () => {
      clearTimeout(timer)
      socket.destroy()
      resolve(answer)
    }
    const timer = setTimeout(end, ms)
    socket.on('data', (data) => {
      answer += data
    })
    socket.on('close', end)
    socket.on('error', end)
    socket.write(text)
  })
}

const post = (headers: string[], body = '') =>
  ['POST /api/leads HTTP/1.1', 'host: a', `authorization: ${authorization}`, ...headers, '', body].join(
    '\r\n',
  )

describe('bodies that are no JSON (R053)', () => {
  it.each([
    ['{"name":', 400],
    ['{name:1}', 400],
    ["{'name':'a'}", 400],
    ['{"name":"a"}}', 400],
    ['{"name":NaN}', 400],
    ['// x\n{}', 400],
    ['\u0000', 400],
    ['undefined', 400],
    ['{"a":1,}', 400],
    ['[1', 400],
    ['"\t"', 400],
    ['null', 400],
    ['7', 400],
    ['"text"', 400],
    ['true', 400],
    ['[]', 400],
    ['[{"name":"a"}]', 400],
    ['', 400],
  ])('refuses %j', async (body, status) => {
    // biome-ignore format: a table
    const answer = await refused({ headers: json, body })
    expect(answer.status).toBe(status)
    expect(answer.body.type).toMatch(/malformed_json|validation_error/)
  })

  it.each([
    'text/plain',
    'text/html',
    'application/xml',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'application/json-patch+json',
    'text/json',
    'x',
    ';',
    'application/json/x',
  ])('refuses the content type %s', async (type) => {
    const answer = await refused({ headers: { 'content-type': type }, body: lead })
    expect([400, 415]).toContain(answer.status)
  })

  it('refuses a body without a content type', async () => {
    expect((await refused({ body: lead })).status).toBe(415)
  })

  it.each(['utf-16', 'utf-7', 'latin1', '../../etc'])(
    'reads a body that claims to be %s as UTF-8',
    async (charset) => {
      const body =
        charset === 'utf-16'
          ? Buffer.from(`\ufeff${lead}`, 'utf16le')
          : Buffer.from('{"name":"\xe9"}', 'latin1')
      const answer = await refused({
        headers: { 'content-type': `application/json; charset=${charset}` },
        body,
      })
      expect(answer.body.type).toBe('malformed_json')
    },
  )

  it('unpacks nothing', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, ' '))
    const answer = await refused({ headers: { ...json, 'content-encoding': 'gzip' }, body: bomb })
    expect([400, 415]).toContain(answer.status)
  })

  it('takes no body where none is asked for', async () => {
    const sent = { headers: json, body: '{"role":"admin"}' }
    for (const path of ['/api/auth/logout', '/api/notifications/read-all']) {
      const method = path.endsWith('logout') ? 'POST' : 'PUT'
      expect((await refused({ ...sent, method, path })).status).toBe(400)
    }
    const get = await rawRequest(api.baseUrl, {
      method: 'GET',
      path: '/api/leads',
      headers: { authorization, ...json },
      body: '{"a":',
    })
    expect([200, 400]).toContain(get.status)
  })

  it('names a hundred unknown fields, not a hundred thousand, and none in full length', async () => {
    const many = Object.fromEntries(Array.from({ length: 60_000 }, (_, index) => [`f${index}`, 1]))
    const answer = await refused({ headers: json, body: JSON.stringify(many) })
    expect(answer.body.errors).toHaveLength(100)
    const long = await refused({
      headers: json,
      body: JSON.stringify({ name: 'a', ['k'.repeat(1_000_000)]: 1 }),
    })
    expect(long.text.length).toBeLessThan(3_000)
  })
})

describe('large requests (R046)', () => {
  const types = ['application/json', 'text/plain', 'application/xml', 'application/octet-stream', 'a/b']
  it.each(types)('refuses more than 1 MB of %s, announced or not', async (type) => {
    const body = Buffer.alloc(limit + 1, ' ')
    for (const headers of [{}, { 'transfer-encoding': 'chunked' }]) {
      const given = { 'content-type': type, ...headers } as Record<string, string>
      const answer = await refused({ headers: given, body })
      expect(answer.status).toBe(413)
      expect(answer.json).toMatchObject({ type: 'request_too_large', max_size_kb: 1024 })
    }
  })

  it('reads exactly 1 MB', async () => {
    const body = `{"name":"Acme"}${' '.repeat(limit - 15)}`
    const answer = await rawRequest(api.baseUrl, {
      method: 'POST',
      path: '/api/leads',
      headers: { authorization, ...json },
      body,
    })
    expect(answer.status).toBe(201)
  })

  it('reads a form of 1 MB that says one thing half a million times, and not for long', async () => {
    const answer = await refused({
      path: '/api/auth/login',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'a&'.repeat(limit / 2),
    })
    expect(answer.status).toBe(400)
    expect(answer.ms).toBeLessThan(2_000)
  })

  it('refuses a sender who announces less than comes, or nothing that is a length', async () => {
    for (const length of ['5', '-1', 'abc', '1e3', '99999999999999999999']) {
      const answer = await rawText(
        post(['content-type: application/json', `content-length: ${length}`], lead),
        500,
      )
      expect(answer === '' || /^HTTP\/1\.1 4/.test(answer), `${length}: ${answer}`).toBe(true)
    }
  })

  it('refuses a request with two lengths (smuggling)', async () => {
    for (const headers of [
      ['content-length: 5', 'content-length: 6'],
      ['content-length: 5', 'transfer-encoding: chunked'],
      ['transfer-encoding: xchunked'],
    ]) {
      expect(
        await rawText(
          post(['content-type: application/json', ...headers], '0\r\n\r\nGET / HTTP/1.1\r\n\r\n'),
          500,
        ),
      ).toMatch(/^HTTP\/1\.1 4/)
    }
  })

  it('waits for half a body without keeping anybody else waiting', async () => {
    const slow = rawText(post(['content-type: application/json', 'content-length: 100'], '{"na'), 1_000)
    expect(
      (await rawRequest(api.baseUrl, { method: 'GET', path: '/api/leads', headers: { authorization } }))
        .status,
    ).toBe(200)
    expect(await slow).toBe('')
  })

  it('answers headers that are too large in the one shape', async () => {
    const answer = await rawText(`GET /api/leads HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1\.1 431/)
    expect(errorBody.parse(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).type).toBe('headers_too_large')
  })

  it.each([
    'GARBAGE\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    '\u0016\u0003\u0001\u0002',
    'GET /a b HTTP/1.1\r\nhost: a\r\n\r\n',
    'GET / HTTP/1.1\r\nbad header\r\n\r\n',
    'GET / HTTP/1.1\r\nhost: a\r\nx: a\u0000b\r\n\r\n',
  ])('answers what is no HTTP in the one shape: %j', async (text) => {
    const answer = await rawText(text)
    expect(answer).toMatch(/^HTTP\/1\.1 400/)
    expect(errorBody.parse(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).status).toBe(400)
  })

  it('refuses thousands of query parameters', async () => {
    const query = Array.from({ length: 1_000 }, (_, index) => `a${index}=1`).join('&')
    const answer = await refused({ method: 'GET', path: `/api/leads?${query}` })
    expect(answer.status).toBe(400)
    expect(answer.body.errors).toHaveLength(100)
    const many = await rawText(`GET /api/leads?${'a&'.repeat(10_000)} HTTP/1.1\r\nhost: a\r\n\r\n`)
    expect(many).toMatch(/^HTTP\/1\.1 431/)
  })
})
