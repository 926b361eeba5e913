import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'

// `pnpm smoke --base https://crm.example.com`: is this deployment healthy? Exit code 0 when all five lines are ok (R171).
const { values: options } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== '--'),
  options: {
    base: { type: 'string', default: 'http://localhost:8000' },
    /** A text log of the server, to look for crashes in. */
    log: { type: 'string' },
    /** Seconds to wait for a server that is still starting. */
    wait: { type: 'string', default: '0' },
  },
})
const base = options.base.replace(/\/$/, '')
const username = process.env.SMOKE_USERNAME ?? 'manager'
const password = process.env.SMOKE_PASSWORD ?? 'leadglass-demo'

type Answer = { status: number; body: Record<string, unknown> }
type Health = { status: string; database: string; uptime: number; error_message?: string } & {
  database_pool: { utilization_percent: number; checked_out: number; size: number; max_overflow: number }
}

let token = ''

await waitForHealth(Number(options.wait))
const startedAt = performance.now()
const results = [
  await attempt('health', checkHealth),
  await attempt('sign-in', signIn),
  await attempt('leads', createChangeAndDeleteLead),
  await attempt('no crash', checkForCrash),
  await attempt('pool', checkPool),
]
process.exit(results.every(Boolean) ? 0 : 1)

async function attempt(name: string, check: () => Promise<string>): Promise<boolean> {
  try {
    console.log(`ok    ${name.padEnd(9)} ${await check()}`)
    return true
  } catch (error) {
    const { message, cause } = error as Error & { cause?: { code?: string } }
    console.log(`FAIL  ${name.padEnd(9)} ${message}${cause?.code ? ` (${cause.code})` : ''}`)
    return false
  }
}

async function checkHealth(): Promise<string> {
  const health = await readHealth()
  if (health.database !== 'connected') throw new Error(health.error_message ?? `database: ${health.database}`)
  return `${health.status}, database ${health.database}, up ${Math.round(health.uptime)} s`
}

async function signIn(): Promise<string> {
  const { status, body } = await call('POST', '/api/auth/login', { username, password })
  if (status !== 200) throw new Error(`${username}: ${status} ${body.error} (SMOKE_USERNAME, SMOKE_PASSWORD)`)
  token = String(body.access_token)
  const user = body.user as { full_name: string; role: string }
  if (user.role === 'sales_rep') throw new Error('a manager or an administrator is needed for the next check')
  return `${user.full_name}, ${user.role}`
}

async function createChangeAndDeleteLead(): Promise<string> {
  const name = `Smoke test ${new Date().toISOString()}`
  const created = await expectStatus(201, 'POST', '/api/leads', { name, source: 'smoke' })
  const lead = `/api/leads/${created.id}`
  try {
    const { version } = await expectStatus(200, 'GET', lead)
    const changed = await expectStatus(200, 'PATCH', lead, { location: 'Haifa', version })
    if (changed.location !== 'Haifa') throw new Error('the change was not kept')
    const score = await expectStatus(200, 'GET', `${lead}/score`)
    const terms = score.terms as { points: number }[]
    const sum = terms.reduce((total, { points }) => total + points, 0)
    if (Math.round(sum) !== score.total_score)
      throw new Error(`terms sum to ${sum}, not ${score.total_score}`)
  } finally {
    await expectStatus(204, 'DELETE', lead)
  }
  await expectStatus(404, 'GET', lead)
  return 'created, read, changed, explained, deleted'
}

async function checkForCrash(): Promise<string> {
  const elapsed = (performance.now() - startedAt) / 1000
  const uptimes = [await readHealth(), await readHealth(), await readHealth()].map(({ uptime }) => uptime)
  if (Math.min(...uptimes) < elapsed) throw new Error('a process was started again during this check')
  if (!options.log) return 'nothing restarted during this check'
  const crashes = readFileSync(options.log, 'utf8').match(
    /uncaughtException|unhandledRejection|ReferenceError/gi,
  )
  if (crashes) throw new Error(`${crashes.length} × ${crashes[0]} in ${options.log}`)
  return `nothing restarted, no crash in ${options.log}`
}

async function checkPool(): Promise<string> {
  const { database_pool: pool } = await readHealth()
  const use = `${pool.checked_out} of ${pool.size + pool.max_overflow} connections, ${pool.utilization_percent} %`
  if (pool.utilization_percent >= 80) throw new Error(use)
  return use
}

async function waitForHealth(seconds: number): Promise<void> {
  const until = performance.now() + seconds * 1000
  while (performance.now() < until) {
    const answer = await call('GET', '/health').catch(() => null)
    if (answer?.status === 200) return
    await sleep(500)
  }
}

async function readHealth(): Promise<Health> {
  return (await call('GET', '/health')).body as Health
}

async function expectStatus(status: number, method: string, path: string, body?: unknown) {
  const answer = await call(method, path, body)
  if (answer.status !== status) {
    const why = `${answer.body.detail ?? answer.body.error}, request ${answer.body.request_id}`
    throw new Error(`${method} ${path}: ${answer.status} instead of ${status} (${why})`)
  }
  return answer.body
}

async function call(method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(base + path, {
    method,
    headers: {
      accept: 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  })
  const text = await response.text()
  return { status: response.status, body: text ? JSON.parse(text) : {} }
}
