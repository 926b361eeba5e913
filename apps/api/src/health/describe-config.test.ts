import { describe, expect, it, onTestFinished } from 'vitest'
import { misconfiguredApi } from '../../test/misconfigured-api.ts'
import { environmentSchema } from '../environment.ts'

const canary = 'c4n4ry0123456789abcdef0123456789abcdef'
const production = {
  NODE_ENV: 'production',
  SECRET_KEY: canary,
  DATABASE_URL: `postgresql://${canary}:${canary}@no-such-host.invalid:5432/crm`,
  PGUSER: canary,
  PGPASSWORD: canary,
  REDIS_URL: `redis://${canary}:${canary}@127.0.0.1:1`,
  ADMIN_BOOTSTRAP_TOKEN: canary,
  DEBUG_TOKEN: canary,
  SMTP_HOST: 'mail.invalid',
  SMTP_USER: canary,
  SMTP_PASSWORD: canary,
  FROM_EMAIL: 'crm@example.com',
  ALERT_WEBHOOK_URL: `https://hooks.invalid/${canary}`,
  OPENAI_API_KEY: canary,
  OPENAI_BASE_URL: `http://127.0.0.1:1/${canary}`,
  VENICE_API_KEY: canary,
  VENICE_BASE_URL: `http://127.0.0.1:1/${canary}`,
}
/** The variables that hold one. */
const planted = Object.entries(production).flatMap(([name, value]) => (value.includes(canary) ? [name] : []))
const pages = [
  '/health',
  '/health?format=json',
  '/health/db',
  '/health/full',
  '/api/health',
  '/debug/database-url',
  '/debug/config',
  '/debug/routes',
]

async function serverOf(env: Record<string, string>) {
  const api = await misconfiguredApi(env)
  onTestFinished(() => api.close())
  return api.request
}

describe('GET /debug/config', () => {
  it('shows the limits that hold (R048)', async () => {
    const request = await serverOf({ WEB_CONCURRENCY: '2', DATABASE_POOL_TIMEOUT: '3' })
    const { body, headers } = await request.get('/debug/config').expect(200)
    expect(headers['cache-control']).toBe('no-store')
    expect(body).toMatchObject({
      environment: 'test',
      workers: 2,
      server_timeout_seconds: 120,
      request_timeout_seconds: 30,
      max_requests_in_flight: 500,
      pool: { size: 10, max_overflow: 20, timeout_seconds: 3, recycle_seconds: 300 },
      configured: { redis: false, smtp: false, venice_api: false, openai: false, debug_token: false },
    })
    const changed = await serverOf({ UVICORN_TIMEOUT: '60' })
    expect((await changed.get('/debug/config')).body.server_timeout_seconds).toBe(60)
  })

  it('says what is configured, and shows no secret on any page (R014, R051)', async () => {
    const request = await serverOf(production)
    const answers = await Promise.all(
      pages.flatMap((path) =>
        ['text/html', 'application/json'].map((accept) =>
          request.get(path).set({ accept, 'x-debug-token': canary }),
        ),
      ),
    )
    const texts = answers.map(({ text, headers }) => text + JSON.stringify(headers))
    expect(texts.filter((text) => text.includes(canary))).toEqual([])
    expect(answers.map(({ status }) => status)).not.toContain(500)
    const { body } = await request.get('/debug/config').set('x-debug-token', canary).expect(200)
    expect(Object.values(body.configured)).toEqual([true, true, true, true, true, true, true, false])
    console.log(`secrets: ${planted.length} canaries found 0 times in ${answers.length} answers`)
  })

  it('plants a canary in every variable that may hold a secret', () => {
    const secret = /KEY|TOKEN|PASSWORD|SECRET|_USER$|PGUSER|_URL$|WEBHOOK/
    const open = ['ACCESS_TOKEN_EXPIRE_MINUTES', 'REFRESH_TOKEN_EXPIRE_DAYS', 'FRONTEND_URL']
    // The first URL that is set counts; these two are never read beside DATABASE_URL.
    const unread = ['POSTGRES_URL', 'POSTGRES_DATABASE_URL']
    const holding = Object.keys(environmentSchema.shape).filter((name) => secret.test(name))
    expect(holding.filter((name) => ![...planted, ...open, ...unread].includes(name))).toEqual([])
  })

  it.each(['/debug/config', '/debug/routes', '/debug/database-url'])(
    '%s is not there for strangers in production (R015)',
    async (path) => {
      const request = await serverOf(production)
      const { body } = await request.get(path).expect(404)
      expect(body).toMatchObject({ type: 'route_not_found', status: 404 })
    },
  )
})

describe('GET /debug/routes (R016)', () => {
  it('lists every route once, with its methods and the name of its operation', async () => {
    const request = await serverOf({})
    const { body } = await request.get('/debug/routes').expect(200)
    expect(body).toMatchObject({ docs_enabled: true, redoc_enabled: true, total: body.routes.length })
    const find = (path: string, name: string | null) =>
      body.routes.filter(
        (route: { path: string; name: string | null }) => route.path === path && route.name === name,
      )
    expect(find('/api/leads', 'listLeads')).toEqual([
      { path: '/api/leads', methods: ['GET', 'HEAD'], name: 'listLeads' },
    ])
    expect(find('/api/v1/leads', 'createLead')).toEqual([
      { path: '/api/v1/leads', methods: ['POST'], name: 'createLead' },
    ])
    expect(find('/health/live', null)).toHaveLength(1)
    const names = body.routes.map(
      ({ path, name }: { path: string; name: string | null }) => `${path} ${name}`,
    )
    expect(new Set(names).size).toBe(names.length)
  })
})
