import { errorBody } from '@leadglass/contracts/errors.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseState } from '../../test/database-state.ts'
import { rawRequest } from '../../test/raw-request.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
let authorization: string
beforeAll(async () => {
  api = await testApi()
  const dana = await api.build.user('dana', 'admin')
  authorization = `Bearer ${await api.tokenOf(dana)}`
  await api.build.lead({ ownerId: dana.id })
})
afterAll(() => api.close())

describe('odd addresses and methods', () => {
  it.each([
    '/assets/../../package.json',
    '/assets/..%2f..%2fpackage.json',
    '/%2e%2e/package.json',
    '/..%5c..%5cpackage.json',
    '/assets/%2e%2e/%2e%2e/%2e%2e/package.json',
    '/....//package.json',
    '//etc/passwd',
    '/assets/%00',
    '/.env',
    '/.git/config',
    '/docs/../../package.json',
    '/redoc/..%2f..%2fpackage.json',
    '/docs/%2e%2e%2f%2e%2e%2fpackage.json',
    '/api/../package.json',
    '/index.html%00.js',
    '/assets/',
    '/package.json',
    '/prisma/schema.prisma',
  ])('has no file at %s', async (path) => {
    // biome-ignore format: a table
    const answer = await rawRequest(api.baseUrl, { method: 'GET', path, headers: { accept: '*/*' } })
    expect([400, 404]).toContain(answer.status)
    expect(errorBody.safeParse(answer.json).success, answer.text.slice(0, 200)).toBe(true)
    expect(answer.text).not.toMatch(/"dependencies"|DATABASE_URL=|root:/)
  })

  it.each(['TRACE', 'OPTIONS', 'PROPFIND', 'SEARCH', 'PURGE', 'LINK'])(
    'answers %s in the one shape and echoes nothing',
    async (method) => {
      for (const path of ['/api/leads', '/', '/api/nothing']) {
        const answer = await rawRequest(api.baseUrl, {
          method,
          path,
          headers: { authorization, 'x-canary': 'c4n4ry' },
        })
        expect([404, 405], `${path} ${answer.text}`).toContain(answer.status)
        expect(answer.text).not.toContain('c4n4ry')
        expect(answer.text).not.toContain(authorization)
      }
    },
  )

  it('answers HEAD without a body wherever it answers GET', async () => {
    for (const path of [
      '/api/leads',
      '/api/leads/export',
      '/api/auth/me',
      '/health',
      '/openapi.json',
      '/api',
    ]) {
      const answer = await rawRequest(api.baseUrl, { method: 'HEAD', path, headers: { authorization } })
      expect(answer.status, path).toBe(200)
      expect(answer.text).toBe('')
    }
  })

  it('does not let a method be changed by a header or a parameter', async () => {
    const before = await databaseState(api.db)
    const { body } = await api.request.get('/api/leads').set('authorization', authorization)
    const id = body.items[0].id
    for (const name of ['x-http-method-override', 'x-method-override', 'x-http-method']) {
      await rawRequest(api.baseUrl, {
        method: 'GET',
        path: `/api/leads/${id}`,
        headers: { authorization, [name]: 'DELETE' },
      })
    }
    const asked = await rawRequest(api.baseUrl, {
      method: 'GET',
      path: `/api/leads/${id}?_method=DELETE`,
      headers: { authorization },
    })
    expect(asked.status).toBe(400)
    expect(await databaseState(api.db)).toEqual(before)
  })

  it.each([
    ['x-forwarded-for', '<script>,'],
    ['x-forwarded-for', 'x'.repeat(4_000)],
    ['x-request-id', 'a b<script>'],
    ['x-forwarded-host', 'evil.example'],
    ['accept', 'x'.repeat(5_000)],
    ['origin', 'null'],
    ['range', 'bytes=0-'],
    ['expect', '200-nothing'],
    ['if-none-match', '*'],
    ['accept-encoding', 'x'],
    ['cookie', '='.repeat(2_000)],
  ])('answers with the header %s: %s', async (name, value) => {
    const answer = await rawRequest(api.baseUrl, {
      method: 'GET',
      path: '/api/leads',
      headers: { authorization, [name]: value },
    })
    expect([200, 417]).toContain(answer.status)
    expect(JSON.stringify(answer.headers)).not.toContain('<script>')
  })
})
