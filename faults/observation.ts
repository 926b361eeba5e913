import { setTimeout as sleep } from 'node:timers/promises'
import type { Rules } from './answer-rules.ts'
import type { FaultServer } from './fault-server.ts'
import { type Answer, send } from './http-client.ts'
import { loopsStillDown, readLog } from './log-rules.ts'
import { openStreams, type Poll, startPoller } from './pollers.ts'
import { describeCounted, startTraffic } from './traffic.ts'
import { DATABASE, type Workplace } from './workplace.ts'
import { createWriteHistory, foundTokens, type Verdict } from './write-history.ts'

export const recoveryLimitMs = 10_000
const streamCount = 5
const loopLimitMs = 8_000

export type ObservationOptions = {
  name: string
  rules(sentAt: number): Rules
  clients?: number
  /** The database comes and goes, so a loop may lose it more than once. */
  mayFlap?: boolean
  forgives?(answer: Answer): boolean
  /** Faults of the server itself may end streams, or meet a poll. */
  isServerFault?: boolean
  /** A server that has no database yet cannot open any. */
  withoutStreams?: boolean
}

export type Observed = { problems: string[]; facts: string[]; verdict: Verdict; health: readonly Poll[] }

export type Observation = {
  /** From this moment until a read, a write and /health have succeeded. */
  recoveryMs(since: number): number | null
  untilRecovered(since: number): Promise<void>
  /** Makes news for everybody with a stream; answers how many seconds it took to come, or null when it did not. */
  deliver(): Promise<number | null>
  /** Ends the load and says what it has met. */
  end(): Promise<Observed>
}

let serial = 0

/** Puts a server under load and looks at it from all sides: answers, streams, liveness, /health, log and rows. */
export async function observe(
  workplace: Workplace,
  server: FaultServer,
  options: ObservationOptions,
): Promise<Observation> {
  serial += 1
  const prefix = `w${process.pid}o${serial}`
  const history = createWriteHistory(prefix)
  const linesBefore = server.lines.length
  const requestsBefore = server.requestLines()
  const begunAt = performance.now()
  const readers = options.withoutStreams ? [] : workplace.reps.slice(0, streamCount)
  const streams = await openStreams(
    server.baseUrl,
    readers.map(({ token }) => token),
  )
  const look = ({ text }: { text: string }) =>
    workplace.canaries.look(`an answer during: ${options.name}`, text)
  const traffic = startTraffic({
    baseUrl: server.baseUrl,
    tokens: workplace.managers.map(({ token }) => token),
    leadIds: workplace.leadIds,
    history,
    rules: options.rules,
    forgives: options.forgives,
    clients: options.clients,
    watch: look,
  })
  const liveness = startPoller(server.baseUrl, '/health/live', 250, look)
  const health = startPoller(server.baseUrl, '/health', 500, look)

  function recoveryMs(since: number): number | null {
    const { read, write } = traffic.recovered(since)
    const green = health.polls.find(({ at, status }) => at >= since && status === 200)?.at ?? null
    return read === null || write === null || green === null ? null : Math.max(read, write, green) - since
  }

  return {
    recoveryMs,
    async untilRecovered(since) {
      for (const end = Date.now() + recoveryLimitMs + 5_000; Date.now() < end; await sleep(50))
        if (recoveryMs(since) !== null) return
    },
    deliver: () => deliver(server, workplace, readers, streams),
    async end() {
      await Promise.all([traffic.stop(), liveness.stop(), health.stop()])
      // A loop that met the last moment of the fault sleeps before it looks again.
      for (const until = Date.now() + loopLimitMs; Date.now() < until; await sleep(100))
        if (loopsStillDown(server.lines.slice(linesBefore)) === 0) break
      const ended = streams.ended()
      streams.close()
      const found = await workplace.postgres.asAdmin<{ token: string }>(foundTokens(prefix), DATABASE)
      const verdict = history.compare(found.map(({ token }) => token))
      const log = readLog(server.lines.slice(linesBefore), {
        seconds: (performance.now() - begunAt) / 1000,
        requests: server.requestLines() - requestsBefore,
        mayFlap: options.mayFlap ?? false,
      })
      const problems = [
        ...[...traffic.counted.problems].map(([problem, count]) => `${count} × ${problem}`),
        ...problemsOfPolls(liveness.polls, 'liveness', [200], options.isServerFault ? 1 : 0),
        ...problemsOfPolls(health.polls, '/health', [200, 503], options.isServerFault ? 1 : 0),
        ...(ended > 0 && !options.isServerFault ? [`${ended} of ${readers.length} streams ended`] : []),
        ...log.problems,
        ...problemsOfWrites(verdict),
      ]
      const facts = [
        `${describeCounted(traffic.counted)}; ${verdict.accepted} writes accepted, ${verdict.unknown.length} unknown`,
        ...verdict.unknown.slice(0, 5).map((write) => `unknown: ${write}`),
        `log: ${log.loops} loops, ${log.down} [DB_DOWN], ${log.recovered} [DB_RECOVERED], ${log.lines} lines besides requests`,
      ]
      return { problems, facts, verdict, health: health.polls }
    },
  }
}

async function deliver(
  server: FaultServer,
  { managers }: Workplace,
  readers: Workplace['reps'],
  streams: Awaited<ReturnType<typeof openStreams>>,
): Promise<number | null> {
  const name = `news${performance.now().toFixed(0)}`
  const begunAt = performance.now()
  for (const { id } of readers) {
    const body = { name, source: 'website', owner_id: id }
    const sent = { method: 'POST', path: '/api/leads', body, token: managers[0]?.token }
    // One worker may still find the database away when another has it back.
    for (let tries = 0; tries < 50; tries += 1) {
      if ((await send(server.baseUrl, sent)).status === 201) break
      await sleep(100)
    }
  }
  for (const end = Date.now() + 20_000; Date.now() < end; await sleep(50))
    if (streams.heard(name) + streams.ended() >= readers.length) return (performance.now() - begunAt) / 1000
  return null
}

function problemsOfPolls(
  polls: readonly Poll[],
  name: string,
  right: readonly number[],
  allowed: number,
): string[] {
  const red = polls.filter(({ status, failure }) => failure !== null || !right.includes(status))
  const late = polls.filter(({ ms }) => ms > 3_500)
  const problems = []
  if (red.length > allowed)
    problems.push(
      `${name}: ${red.length} of ${polls.length} wrong (${red[0]?.failure ?? red[0]?.status} ${red[0]?.text.slice(0, 150)})`,
    )
  if (late.length > allowed) problems.push(`${name}: ${late.length} of ${polls.length} took more than 3 s`)
  return problems
}

function problemsOfWrites({ lost, wrong, doubled }: Verdict): string[] {
  return [
    ...lost.map((write) => `lost: ${write}`),
    ...wrong.map((write) => `refused and there: ${write}`),
    ...doubled.map((write) => `there more than once: ${write}`),
  ]
}
