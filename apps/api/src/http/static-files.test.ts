import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApi, testApi } from '../../test/test-api.ts'

const html = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const page = '<!doctype html><title>The web app</title>'
const script = 'export const answer = 42\n'.repeat(100)

function webBuild(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'leadglass-web-'))
  mkdirSync(path.join(folder, 'assets'))
  writeFileSync(path.join(folder, 'index.html'), page)
  writeFileSync(path.join(folder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  writeFileSync(path.join(folder, 'assets/app-1a2b3c.js'), script)
  writeFileSync(path.join(folder, 'assets/app-1a2b3c.js.gz'), gzipSync(script))
  return folder
}

/** Sends a path exactly as it is written, without the cleaning that clients do. */
function rawGet(baseUrl: string, rawPath: string): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(baseUrl)
  return new Promise((resolve, reject) => {
    request({ hostname, port, path: rawPath, headers: html }, (response) => {
      let body = ''
      response.on('data', (chunk) => {
        body += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
    })
      .on('error', reject)
      .end()
  })
}

describe('a server with a built web app', () => {
  let api: TestApi
  let folder: string
  beforeAll(async () => {
    folder = webBuild()
    api = await testApi({ env: { WEB_DIST: folder } })
  })
  afterAll(async () => {
    await api.close()
    rmSync(folder, { recursive: true })
  })

  it.each(['/', '/leads', '/leads/123?tab=notes', '/sign-in'])('shows the page at %s', async (address) => {
    const answer = await api.request.get(address).set(html)
    expect(answer.status).toBe(200)
    expect(answer.text).toBe(page)
    expect(answer.headers['content-type']).toContain('text/html')
    expect(answer.headers['cache-control']).toBe('no-cache')
    expect(answer.headers['content-security-policy']).toContain("script-src 'self'")
  })

  it('lets browsers keep files with a hash in the name', async () => {
    const answer = await api.request.get('/assets/app-1a2b3c.js').set('accept-encoding', 'identity')
    expect(answer.status).toBe(200)
    expect(answer.text).toBe(script)
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(answer.headers['content-type']).toContain('javascript')
    const other = await api.request.get('/favicon.svg')
    expect(other.headers['cache-control']).toBe('public, max-age=3600')
  })

  it('sends the compressed twin of a file', async () => {
    const answer = await api.request.get('/assets/app-1a2b3c.js').set('accept-encoding', 'gzip')
    expect(answer.headers['content-encoding']).toBe('gzip')
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(answer.text).toBe(script)
  })

  it('answers HEAD', async () => {
    const file = await api.request.head('/assets/app-1a2b3c.js').set('accept-encoding', 'identity')
    expect(file.status).toBe(200)
    expect(Number(file.headers['content-length'])).toBe(script.length)
    expect((await api.request.head('/leads').set(html)).status).toBe(200)
    expect((await api.request.head('/health/live')).status).toBe(200)
  })

  it.each([
    ['get', '/assets/app-0.js'],
    ['get', '/api/nothing'],
    ['get', '/health/nothing'],
    ['get', '/debug/nothing'],
    ['get', '/docs/nothing'],
    ['post', '/leads'],
  ] as const)('answers %s %s with 404 in the one shape, also to a browser', async (method, address) => {
    const answer = await api.request[method](address).set(html)
    expect(answer.status).toBe(404)
    expect(answer.body).toMatchObject({
      type: 'route_not_found',
      status: 404,
      path: address,
      error: expect.any(String),
      detail: expect.any(String),
      request_id: expect.any(String),
    })
  })

  it('answers an unknown address with JSON to a program', async () => {
    const answer = await api.request.get('/leads').set('accept', 'application/json')
    expect(answer.body).toMatchObject({ type: 'route_not_found', status: 404 })
  })

  it.each([
    '/../package.json',
    '/assets/../../package.json',
    '/%2e%2e/package.json',
    '/assets/..%2f..%2fpackage.json',
    '//etc/passwd',
  ])('never leaves its folder for %s', async (address) => {
    const { status, body } = await rawGet(api.baseUrl, address)
    expect([200, 400, 403, 404]).toContain(status)
    if (status === 200) expect(body).toBe(page)
    expect(body).not.toContain('leadglass"')
  })
})

describe('addresses without a route', () => {
  let api: TestApi
  beforeAll(async () => {
    api = await testApi({ env: { WEB_DIST: path.join(tmpdir(), 'no-such-folder') } })
  })
  afterAll(() => api.close())

  it('name the methods that an operation has', async () => {
    const answer = await api.request.put('/api/auth/login').send({})
    expect(answer.status).toBe(405)
    expect(answer.body).toMatchObject({ type: 'method_not_allowed', status: 405 })
    expect(answer.headers.allow).toBe('POST')
    const other = await api.request.patch('/api/v1/auth/options').send({})
    expect(other.status).toBe(405)
    expect(other.headers.allow).toBe('GET, HEAD')
  })

  it.each(['/%zz', '/api/%', `/api/leads/${'x'.repeat(300)}`])(
    'answer %s in the one shape',
    async (address) => {
      const { status, body } = await rawGet(api.baseUrl, address)
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
      expect(JSON.parse(body)).toMatchObject({
        type: expect.any(String),
        status,
        request_id: expect.any(String),
      })
    },
  )

  it.each(['/', '/api', '/api/v1'])('but %s says what this server is (R017)', async (address) => {
    const answer = await api.request.get(address).set(html)
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ name: 'Leadglass', version: '0.1.0', environment: 'test' })
    expect(answer.body.endpoints).toContainEqual({
      method: 'POST',
      path: '/api/auth/login',
      summary: expect.any(String),
    })
  })
})
