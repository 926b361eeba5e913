import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import { buildWeb } from '../scripts/build-web.ts'
import { rootDir } from '../scripts/paths.ts'
import { send } from './http-client.ts'
import { type Measured, percentile, renderReport } from './load-report.ts'
import { DATABASE, openWorkplace } from './workplace.ts'

// `pnpm load`: many connections at once, against a server of its own, or with --base against one that runs, where
// LOAD_USERNAME and LOAD_PASSWORD name a manager. Exit code 1 when a limit is broken (R173).
const { values } = parseArgs({
  options: {
    connections: { type: 'string', default: '1000' },
    duration: { type: 'string', default: '60' },
    base: { type: 'string' },
    report: { type: 'string', default: path.join(rootDir, 'faults/LOAD.md') },
  },
})
const connections = Number(values.connections)
const duration = Number(values.duration)

const limits = { p95Ms: 2_000, errorPercent: 1, poolPercent: 80 }
/** What a team of people brings. */
const normal = { connections: 50, perSecond: 100, seconds: Math.max(10, Math.round(duration / 3)) }

type Target = {
  baseUrl: string
  token: string
  leadIds: readonly string[]
  processes(): number[]
  close(): Promise<void>
}
type Run = { requests: number; perSecond: number; p50: number; p95: number; p99: number; failed: number }

async function ownTarget(): Promise<Target> {
  await buildWeb()
  const workplace = await openWorkplace()
  const server = await workplace.startServer('load', {
    WEB_CONCURRENCY: '2',
    DATABASE_URL: workplace.postgres.appUrl(DATABASE),
  })
  await server.untilReady()
  return {
    baseUrl: server.baseUrl,
    token: workplace.managers[0]?.token ?? '',
    leadIds: workplace.leadIds,
    processes: () => [server.pid, ...server.workers()].toSorted(),
    async close() {
      await server.stop()
      await workplace.close()
    },
  }
}

async function givenTarget(baseUrl: string): Promise<Target> {
  const body = { username: process.env.LOAD_USERNAME, password: process.env.LOAD_PASSWORD }
  const session = await send(baseUrl, { method: 'POST', path: '/api/auth/login', body })
  if (session.status !== 200) throw new Error(`sign-in: ${session.status} ${session.text.slice(0, 200)}`)
  const token: string = JSON.parse(session.text).access_token
  const list = await send(baseUrl, { method: 'GET', path: '/api/leads?per_page=100', token })
  const leadIds = JSON.parse(list.text).items.map(({ id }: { id: string }) => id)
  return { baseUrl, token, leadIds, processes: () => [], close: async () => {} }
}

/** Mostly single leads and lists, some activities: what people do all day. */
async function load(
  target: Target,
  how: { connections: number; seconds: number; perSecond?: number },
): Promise<Run> {
  const times: number[] = []
  let turn = 0
  const ended = Promise.withResolvers<autocannon.Result>()
  const running = autocannon(
    {
      url: target.baseUrl,
      connections: how.connections,
      duration: how.seconds,
      timeout: 30,
      ...(how.perSecond ? { overallRate: how.perSecond } : {}),
      requests: [{ setupRequest: (request) => ({ ...request, ...nextRequest(target, turn++) }) }],
    },
    (error: unknown, result: autocannon.Result) => (error ? ended.reject(error) : ended.resolve(result)),
  )
  running.on('response', (_client, _status, _bytes, ms) => times.push(ms))
  const result = await ended.promise
  return {
    requests: times.length,
    perSecond: times.length / result.duration,
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    p99: percentile(times, 0.99),
    failed: result.non2xx + result.errors + result.timeouts,
  }
}

/** Headers of its own each time: autocannon writes the length of a body into the object that it is given. */
function nextRequest({ leadIds, token }: Target, turn: number) {
  const id = leadIds[turn % leadIds.length]
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const get = (path: string) => ({ method: 'GET' as const, path, headers, body: undefined })
  if (turn % 10 < 6) return get(`/api/leads/${id}`)
  if (turn % 10 < 9) return get(`/api/leads?per_page=25&page=${1 + (turn % 20)}`)
  const body = '{"activity_type":"email_open"}'
  return { method: 'POST' as const, path: `/api/leads/${id}/activity`, headers, body }
}

/** The highest use of the pool while some work runs, as /health tells it. */
async function poolDuring<T>(
  { baseUrl, token }: Target,
  work: Promise<T>,
): Promise<{ done: T; percent: number }> {
  let percent = 0
  let isOver = false
  const done = work.finally(() => {
    isOver = true
  })
  while (!isOver) {
    const { text } = await send(baseUrl, { method: 'GET', path: '/health', token })
    const [, seen] = /"utilization_percent":([\d.]+)/.exec(text) ?? []
    percent = Math.max(percent, Number(seen ?? 0))
    await sleep(250)
  }
  return { done: await done, percent }
}

const target = values.base ? await givenTarget(values.base) : await ownTarget()
const startedAt = Date.now()
let isKept = false
try {
  const processes = target.processes().join(' ')
  const calm = await poolDuring(target, load(target, { ...normal }))
  const full = await load(target, { connections, seconds: duration })
  await sleep(1_000)
  const after = await send(target.baseUrl, { method: 'GET', path: '/health' })
  const uptime = Number(JSON.parse(after.text || '{}').uptime ?? 0)
  const errorPercent = (100 * full.failed) / Math.max(1, full.requests + full.failed)
  const hasRestarted = processes !== target.processes().join(' ') || uptime * 1000 < Date.now() - startedAt
  const figures: Measured[] = [
    {
      name: `p95 at ${connections} connections`,
      value: `${full.p95.toFixed(0)} ms`,
      limit: `${limits.p95Ms} ms`,
      isKept: full.p95 <= limits.p95Ms,
    },
    {
      name: 'failed requests',
      value: `${full.failed} of ${full.requests} (${errorPercent.toFixed(2)} %)`,
      limit: `${limits.errorPercent} %`,
      isKept: errorPercent <= limits.errorPercent && full.requests > 0,
    },
    {
      name: `pool in use at ${normal.perSecond} requests a second`,
      value: `${calm.percent} %`,
      limit: `${limits.poolPercent} %`,
      isKept: calm.percent < limits.poolPercent && calm.done.failed === 0,
    },
    { name: 'restarts', value: hasRestarted ? 'some' : 'none', limit: 'none', isKept: !hasRestarted },
    { name: '/health afterwards', value: String(after.status), limit: '200', isKept: after.status === 200 },
  ]
  const about = [
    `Written by \`pnpm load\`. ${connections} connections for ${duration} s, each asking again as soon as it is answered; 60 % single leads, 30 % lists, 10 % activities; the load comes from the same machine.`,
    '',
    `${full.requests} answers, ${full.perSecond.toFixed(0)} a second; p50 ${full.p50.toFixed(0)} ms, p95 ${full.p95.toFixed(0)} ms, p99 ${full.p99.toFixed(0)} ms. Before that ${normal.perSecond} a second on ${normal.connections} connections: p50 ${calm.done.p50.toFixed(0)} ms, p95 ${calm.done.p95.toFixed(0)} ms.`,
  ]
  isKept = figures.every((figure) => figure.isKept)
  const report = renderReport('Load', about, figures)
  writeFileSync(values.report, report)
  console.log(report)
} finally {
  await target.close()
}
process.exit(isKept ? 0 : 1)
