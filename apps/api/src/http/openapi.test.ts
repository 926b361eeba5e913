import { allEndpoints } from '@leadglass/contracts/endpoint.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApi, testApi } from '../../test/test-api.ts'

type Operation = {
  operationId: string
  security?: unknown[]
  tags: string[]
  parameters: { name: string; in: string; required: boolean; schema: object }[]
  requestBody?: { content: Record<string, { schema: Record<string, unknown> }> }
  responses: Record<string, { content?: Record<string, unknown>; $ref?: string }>
}
type Document = {
  openapi: string
  info: { description: string }
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object>; responses: Record<string, object> }
}

describe('GET /openapi.json (R018)', () => {
  let api: TestApi
  let document: Document
  let operations: Operation[]
  beforeAll(async () => {
    api = await testApi()
    document = (await api.request.get('/openapi.json').expect(200)).body
    operations = Object.values(document.paths).flatMap((methods) => Object.values(methods))
  })
  afterAll(() => api.close())
  const find = (name: string) => operations.find(({ operationId }) => operationId === name) as Operation

  it('documents every operation once, and mentions the other prefix', () => {
    expect(document.openapi).toBe('3.1.0')
    const names = operations.map(({ operationId }) => operationId)
    expect(names.toSorted()).toEqual(
      allEndpoints()
        .map(({ name }) => name)
        .toSorted(),
    )
    expect(new Set(names).size).toBe(names.length)
    expect(Object.keys(document.paths).every((path) => path.startsWith('/api/'))).toBe(true)
    expect(document.info.description).toContain('/api/v1')
  })

  it('describes parameters, body and answer as a client sends and receives them', () => {
    const list = find('listLeads')
    expect(list.parameters.find(({ name }) => name === 'page')).toMatchObject({
      in: 'query',
      required: false,
      schema: { type: 'string' },
    })
    expect(find('getLead').parameters).toMatchObject([{ name: 'id', in: 'path', required: true }])
    const body = find('createLead').requestBody?.content['application/json']?.schema
    expect(body).toMatchObject({ type: 'object', required: ['name'], additionalProperties: false })
    expect(find('createLead').responses['201']?.content).toHaveProperty(['application/json'])
    expect(Object.keys(find('importLeads').requestBody?.content ?? {})).toContain('multipart/form-data')
    expect(find('exportLeads').responses['200']?.content).toHaveProperty(['text/csv'])
    expect(find('streamNotifications').responses['200']?.content).toHaveProperty(['text/event-stream'])
  })

  it('says which operations need a sign-in and how they refuse', () => {
    expect(find('signIn').security).toEqual([])
    expect(find('signIn').responses).not.toHaveProperty('401')
    expect(find('getLead').security).toBeUndefined()
    expect(Object.keys(find('getLead').responses)).toEqual([
      '200',
      '400',
      '401',
      '403',
      '404',
      '429',
      '503',
      '504',
    ])
    for (const { responses, operationId } of operations) {
      for (const [status, { $ref }] of Object.entries(responses)) {
        if ($ref) expect(document.components.responses, operationId).toHaveProperty(status)
      }
    }
  })

  it('knows the type of every stream', () => {
    for (const { name, kind, status } of allEndpoints()) {
      if (kind === 'stream') expect(find(name).responses[status]?.content, name).toBeTruthy()
    }
  })

  it('holds no reference that leads nowhere', () => {
    const text = JSON.stringify(document)
    for (const [, reference] of text.matchAll(/"\$ref":"([^"]+)"/g)) {
      const path = (reference ?? '').replace(/^#\//, '').split('/')
      expect(path.reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], document)).toBeTruthy()
    }
  })
})

describe('the viewers (R018)', () => {
  let api: TestApi
  beforeAll(async () => {
    api = await testApi()
  })
  afterAll(() => api.close())

  it.each(['/docs', '/redoc', '/api/docs', '/api/v1/docs'])(
    '%s is a page whose parts all come from here',
    async (path) => {
      const answer = await api.request.get(path)
      expect(answer.status).toBe(200)
      expect(answer.headers['content-type']).toContain('text/html')
      expect(answer.headers['content-security-policy']).toContain("script-src 'self';")
      expect(answer.headers['content-security-policy']).not.toContain('unsafe-eval')
      const parts = [...answer.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '')
      expect(parts.length).toBeGreaterThan(1)
      expect(answer.text).not.toMatch(/<script(?! src)/)
      for (const part of parts) {
        expect(part).toMatch(/^\/(docs|redoc)\//)
        await api.request.get(part).expect(200)
      }
    },
  )

  it('serves no other file of the viewers', async () => {
    for (const file of ['index.html', 'package.json', 'swagger-ui-bundle.js.map', 'oauth2-redirect.html']) {
      await api.request.get(`/docs/${file}`).expect(404)
    }
  })
})
