import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import { rootDir } from '../scripts/paths.ts'
import { send } from './http-client.ts'
import { type Measured, percentile, renderReport } from './load-report.ts'
import { givenTarget, ownTarget, type Target } from './load-target.ts'
import { startTraffic } from './traffic.ts'
import { createWriteHistory } from './write-history.ts'

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

/** As many people as connections, each of whom does something every few seconds; half of it writes. */
const people = { pauseMs: 8_000, p95Ms: 1_000, poolPercent: 80 }
/** Then each connection asks again as soon as it is answered: more than there is to have, answered in time all the same. */
const flood = { p95Ms: 5_000, errorPercent: 1 }

type Run = { requests: number; perSecond: number; p50: number; p95: number; failed: number }

function asRun(times: readonly number[], seconds: number, failed: number): Run {
  return {
    requests: times.length,
    perSecond: times.length / seconds,
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    failed,
  }
}

async function work(target: Target): Promise<Run> {
  const times: number[] = []
  const history = createWriteHistory(`w${process.pid}l`)
  const traffic = startTraffic({
    ...target,
    history,
    clients: connections,
    pauseMs: people.pauseMs,
    rules: () => ({ boundMs: 5_000 }),
    watch: ({ ms }) => times.push(ms),
  })
  await sleep(duration * 1000)
  await traffic.stop()
  const { reads, writes, problems } = traffic.counted
  const wrong = [...problems.values()].reduce((sum, count) => sum + count, 0)
  return asRun(times, duration, reads.unavailable + writes.unavailable + wrong)
}

/** Mostly single leads and lists, some activities. */
async function ask(target: Target): Promise<Run> {
  const times: number[] = []
  let turn = 0
  const ended = Promise.withResolvers<autocannon.Result>()
  const running = autocannon(
    {
      url: target.baseUrl,
      connections,
      duration,
      timeout: 30,
      requests: [{ setupRequest: (request) => ({ ...request, ...nextRequest(target, turn++) }) }],
    },
    (error: unknown, result: autocannon.Result) => (error ? ended.reject(error) : ended.resolve(result)),
  )
  running.on('response', (_client, _status, _bytes, ms) => times.push(ms))
  const result = await ended.promise
  return asRun(times, result.duration, result.non2xx + result.errors)
}

/** Headers of its own each time: autocannon writes the length of a body into the object that it is given. */
function nextRequest({ leadIds, tokens }: Target, turn: number) {
  const id = leadIds[turn % leadIds.length]
  const headers = {
    authorization: `Bearer ${tokens[turn % tokens.length]}`,
    'content-type': 'application/json',
  }
  const get = (path: string) => ({ method: 'GET' as const, path, headers, body: undefined })
  if (turn % 10 < 6) return get(`/api/leads/${id}`)
  if (turn % 10 < 9) return get(`/api/leads?per_page=25&page=${1 + (turn % 20)}`)
  const body = '{"activity_type":"email_open"}'
  return { method: 'POST' as const, path: `/api/leads/${id}/activity`, headers, body }
}

/** The highest use of the pool while some work runs, as /health tells it. */
async function poolDuring<T>({ baseUrl }: Target, work: Promise<T>): Promise<{ done: T; percent: number }> {
  let percent = 0
  let isOver = false
  const done = work.finally(() => {
    isOver = true
  })
  while (!isOver) {
    const { text } = await send(baseUrl, { method: 'GET', path: '/health' })
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
  const { done: calm, percent } = await poolDuring(target, work(target))
  const full = await ask(target)
  await sleep(2_000)
  const after = await send(target.baseUrl, { method: 'GET', path: '/health' })
  const uptime = Number(JSON.parse(after.text || '{}').uptime ?? 0)
  const errorPercent = (100 * full.failed) / Math.max(1, full.requests)
  const hasRestarted = processes !== target.processes().join(' ') || uptime * 1000 < Date.now() - startedAt
  const figure = (name: string, value: string, limit: string, isWithin: boolean): Measured => ({
    name,
    value,
    limit,
    isKept: isWithin,
  })
  const [few, many] = [`${connections} people`, `${connections} connections without a pause`]
  const figures = [
    figure(`p95, ${few}`, `${calm.p95.toFixed(0)} ms`, `${people.p95Ms} ms`, calm.p95 <= people.p95Ms),
    figure(
      `failed, ${few}`,
      `${calm.failed} of ${calm.requests}`,
      'none',
      calm.failed === 0 && calm.requests > 0,
    ),
    figure(`pool in use, ${few}`, `${percent} %`, `${people.poolPercent} %`, percent < people.poolPercent),
    figure(`p95, ${many}`, `${full.p95.toFixed(0)} ms`, `${flood.p95Ms} ms`, full.p95 <= flood.p95Ms),
    figure(
      `failed, ${many}`,
      `${full.failed} of ${full.requests} (${errorPercent.toFixed(2)} %)`,
      `${flood.errorPercent} %`,
      errorPercent <= flood.errorPercent && full.requests > 0,
    ),
    figure('restarts', hasRestarted ? 'some' : 'none', 'none', !hasRestarted),
    figure('/health afterwards', String(after.status), '200', after.status === 200),
  ]
  const about = [
    `Written by \`pnpm load\`; the load comes from the same machine. First ${connections} people on a connection each, who do`,
    `something every ${people.pauseMs / 1000} s, half of it writing, for ${duration} s: ${calm.perSecond.toFixed(0)} a second, p50 ${calm.p50.toFixed(0)} ms. Then as many connections that ask`,
    `again as soon as they are answered (60 % single leads, 30 % lists, 10 % activities): ${full.perSecond.toFixed(0)} a second, p50 ${full.p50.toFixed(0)} ms.`,
  ]
  isKept = figures.every((figure) => figure.isKept)
  const report = renderReport('Load', about, figures)
  writeFileSync(values.report, report)
  console.log(report)
} finally {
  await target.close()
}
process.exit(isKept ? 0 : 1)
