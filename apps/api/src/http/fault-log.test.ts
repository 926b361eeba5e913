import pino from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import { misconfiguredApi } from '../../test/misconfigured-api.ts'
import { type TestApi, testApi } from '../../test/test-api.ts'
import { signAccessToken } from './access-token.ts'

const id = '0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b'
const unavailable = {
  error: 'SERVICE_UNAVAILABLE',
  detail: 'Database temporarily unavailable',
  status: 503,
}

type Line = { level: number; msg: string; code?: string; reason?: string; route?: string; err?: object }

function reading() {
  const lines: Line[] = []
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) })
  return { lines, log }
}

it('gives each request of an outage one line at warn, and only the first a stack (R058)', async () => {
  const { lines, log } = reading()
  const api = await misconfiguredApi({ DATABASE_URL: 'postgresql://dana:s3cret@127.0.0.1:1/crm' }, { log })
  onTestFinished(() => api.close())
  const token = signAccessToken(api.app, { id, sessionId: id })
  for (let time = 0; time < 12; time++) {
    const answer = await api.request.get('/api/leads').set('authorization', `Bearer ${token}`)
    expect(answer.status).toBe(503)
    expect(answer.body).toMatchObject(unavailable)
    expect(['database_unavailable', 'circuit_breaker_open']).toContain(answer.body.type)
    expect(Number(answer.headers['retry-after'])).toBeGreaterThanOrEqual(1)
  }
  const faults = lines.filter(({ msg }) => msg === 'Database temporarily unavailable')
  expect(faults).toHaveLength(12)
  expect(new Set(faults.map(({ level }) => level))).toEqual(new Set([40]))
  expect(faults.filter(({ err }) => err)).toHaveLength(1)
  // The first may be refused by a watch that does not know yet why.
  expect(faults.at(-1)).toMatchObject({
    route: 'GET /api/leads',
    reason: expect.stringMatching(/refused|localhost/),
  })
  expect(faults.at(-1)?.code).toBe('circuit_breaker_open')
  expect(lines.filter(({ level }) => level >= 50)).toEqual([])
  expect(JSON.stringify(lines)).not.toContain('s3cret')
})

it('answers a pool that is used up with the same 503, and the breaker stays closed', async () => {
  const { lines, log } = reading()
  const api: TestApi = await testApi({ log })
  onTestFinished(() => api.close())
  const dana = await api.build.user('dana')
  await api.call('get', '/api/leads', { as: dana }).expect(200)
  const held = await Promise.all(Array.from({ length: 10 }, () => api.db.pool.connect()))
  const answer = await api.call('get', '/api/leads', { as: dana })
  for (const client of held) client.release()
  expect(answer.status).toBe(503)
  expect(answer.body).toMatchObject({ ...unavailable, type: 'database_unavailable' })
  expect(answer.headers['retry-after']).toBeTruthy()
  expect(lines.find(({ code }) => code === 'database_unavailable')?.reason).toBe('pool_exhausted')
  expect(api.db.breaker.status().state).toBe('closed')
  expect((await api.call('get', '/api/leads', { as: dana })).status).toBe(200)
})

it('logs a failure of ours at error, with its stack, and answers nothing of it', async () => {
  const { lines, log } = reading()
  const api = await testApi({
    log,
    addRoutes: ({ fastify }) => {
      fastify.get('/api/test/broken', async () => {
        throw new TypeError('the s3cret inside')
      })
    },
  })
  onTestFinished(() => api.close())
  const answer = await api.request.get('/api/test/broken').expect(500)
  expect(answer.body).toMatchObject({ type: 'internal', error: 'Internal server error' })
  expect(answer.text).not.toContain('s3cret')
  const faults = lines.filter(({ level }) => level >= 50)
  expect(faults).toHaveLength(1)
  expect(JSON.stringify(faults[0]?.err)).toContain('fault-log.test.ts')
})
