import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { rootDir } from '../scripts/paths.ts'
import type { FaultServer } from './fault-server.ts'
import { type Answer, send } from './http-client.ts'
import type { Workplace } from './workplace.ts'

/** What the service promises about a database that goes away, and how that is shown. Throws where it does not hold. */
export type Promised = { promise: string; verify(): Promise<string> }

const sources = globSync('apps/api/src/**/*.ts', { cwd: rootDir }).filter(
  (file) => !/\.test\.ts$|generated/.test(file),
)
const textOf = (file: string) => readFileSync(path.join(rootDir, file), 'utf8')
const filesWith = (pattern: RegExp) => sources.filter((file) => pattern.test(textOf(file)))

/** Read from the sources. */
export const staticPromises: Promised[] = [
  {
    promise: 'Connections to the database are opened in db/, the health probe and the leader lock included',
    verify: async () =>
      expectOnly(filesWith(/new pg\.(Pool|Client)|extends pg\.Pool|new GuardedPool/), /\/(db|jobs)\//),
  },
  {
    promise: 'Every connection has an error listener: one that is cut ends no process',
    verify: async () => {
      const openers = filesWith(/new pg\.Client|extends pg\.Pool/)
      const without = openers.filter((file) => !/\.on\('error'/.test(textOf(file)))
      if (without.length > 0) throw new Error(`none in ${without.join(', ')}`)
      return `${openers.length} files open connections`
    },
  },
  {
    promise: 'Background work runs under the supervised runner, not on timers of its own',
    verify: async () =>
      expectOnly(
        filesWith(/setInterval\(/),
        /\/(db|jobs|process|notifications|metrics|system|http|alerts|cache)\//,
      ),
  },
  {
    promise: 'The words that operators search for are in the code',
    verify: async () => {
      const words = [
        '[DB_DOWN] op=',
        '[DB_RECOVERED] op=',
        '[THREAD_CRASH] name=',
        '[DB_POOL]',
        '[STARTUP]',
        '[SHUTDOWN]',
      ]
      const missing = words.filter((word) => !sources.some((file) => textOf(file).includes(word)))
      if (missing.length > 0) throw new Error(`missing: ${missing.join(', ')}`)
      return words.join(' ')
    },
  },
]

/** Shown by a running server whose database is taken away for ten seconds and brought back. */
export function livePromises(workplace: Workplace, server: FaultServer): Promised[] {
  return [...promisesOfOutage(workplace, server), ...promisesOfReturn(workplace, server)]
}

function getFrom({ managers }: Workplace, { baseUrl }: FaultServer) {
  return (path: string) => send(baseUrl, { method: 'GET', path, token: managers[0]?.token ?? '' })
}

function promisesOfOutage(workplace: Workplace, server: FaultServer): Promised[] {
  const get = getFrom(workplace, server)
  return [
    {
      promise: 'With its database the service is healthy, the breaker closed',
      verify: async () => {
        const { circuit_breaker: breaker } = JSON.parse(expectStatus(await get('/health'), 200).text)
        if (breaker.state !== 'closed') throw new Error(`the breaker is ${breaker.state}`)
        return 'GET /health 200'
      },
    },
    {
      promise: 'Without it every answer of the API is the exact 503, sign-in and strangers included',
      verify: async () => {
        await workplace.proxy.refuse()
        await sleep(1_500)
        const login = { method: 'POST', path: '/api/auth/login', body: { username: 'user0', password: 'x' } }
        const stranger = { method: 'GET', path: '/api/leads' }
        const answers = [
          await get('/api/leads'),
          await send(server.baseUrl, login),
          await send(server.baseUrl, stranger),
        ]
        for (const answer of answers) expectExact503(answer)
        return `${answers.length} kinds of callers`
      },
    },
    {
      promise: 'The breaker is open: a request is refused at once',
      verify: async () => {
        const { ms, text } = expectStatus(await get('/api/leads'), 503)
        if (JSON.parse(text).type !== 'circuit_breaker_open') throw new Error(text)
        if (ms > 250) throw new Error(`refused after ${Math.round(ms)} ms`)
        return `refused after ${Math.round(ms)} ms`
      },
    },
    {
      promise: 'The process lives, and /health names the cause and the steps',
      verify: async () => {
        expectStatus(await get('/health/live'), 200)
        const health = JSON.parse(expectStatus(await get('/health'), 503).text)
        if (!health.error_type || health.solution?.length < 3) throw new Error('no cause or no steps')
        return `${health.error_type}, ${health.solution.length} steps`
      },
    },
  ]
}

function promisesOfReturn(workplace: Workplace, server: FaultServer): Promised[] {
  const get = getFrom(workplace, server)
  const said = (word: string) => server.lines.filter(({ msg }) => msg.includes(word))
  return [
    {
      promise: 'It comes back by itself within 10 s, and the breaker closes',
      verify: async () => {
        await sleep(6_000)
        await workplace.proxy.pass()
        const backAt = performance.now()
        await server.until('/health', 200, 10_000)
        expectStatus(await get('/api/leads'), 200)
        const { circuit_breaker: breaker } = JSON.parse((await get('/health')).text)
        if (breaker.state !== 'closed' || breaker.opened_total < 1) throw new Error(JSON.stringify(breaker))
        return `after ${Math.round(performance.now() - backAt)} ms, opened ${breaker.opened_total} times`
      },
    },
    {
      promise: 'Loops say [DB_DOWN] with growing pauses, and [DB_RECOVERED] once each',
      verify: async () => {
        await sleep(3_000)
        const ops = new Map<string, number[]>()
        for (const { msg } of said('[DB_DOWN]')) {
          const [, op = '', sleepSeconds] = /op=(\w+) try=\d\/5 sleep=(\d+)s reason=\w+/.exec(msg) ?? []
          ops.set(op, [...(ops.get(op) ?? []), Number(sleepSeconds)])
        }
        if (ops.size === 0) throw new Error('nobody said [DB_DOWN]')
        for (const [op, pauses] of ops) {
          if (pauses.some((pause, at) => at > 0 && pause <= (pauses[at - 1] ?? 0)))
            throw new Error(`${op}: ${pauses}`)
          const recovered = said(`[DB_RECOVERED] op=${op} after`).length
          if (recovered !== 1) throw new Error(`${op}: ${recovered} × [DB_RECOVERED]`)
        }
        return [...ops].map(([op, pauses]) => `${op} ${pauses.join(' ')} s`).join(', ')
      },
    },
    {
      promise: 'Nothing crashed: no unhandled rejection, no exception, the same process',
      verify: async () => {
        const crashes = server.lines.filter(({ raw }) =>
          /unhandledRejection|uncaughtException|ReferenceError|THREAD_CRASH/.test(raw),
        )
        if (crashes.length > 0) throw new Error(crashes[0]?.raw)
        return `${server.lines.length} lines read`
      },
    },
  ]
}

function expectOnly(files: string[], allowed: RegExp): string {
  const others = files.filter((file) => !allowed.test(file))
  if (others.length > 0) throw new Error(`also in ${others.join(', ')}`)
  return `${files.length} files`
}

function expectStatus(answer: Answer, status: number): Answer {
  if (answer.status !== status)
    throw new Error(`${answer.failure ?? answer.status} instead of ${status}: ${answer.text}`)
  return answer
}

function expectExact503(answer: Answer): void {
  const { error, detail, status } = JSON.parse(expectStatus(answer, 503).text)
  const isExact =
    error === 'SERVICE_UNAVAILABLE' && detail === 'Database temporarily unavailable' && status === 503
  if (!isExact) throw new Error(answer.text)
  if (!answer.headers['retry-after']) throw new Error('no Retry-After')
}
