import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer } from './http-client.ts'
import { openStreams } from './pollers.ts'
import type { Score } from './score-sheet.ts'
import { startTraffic } from './traffic.ts'
import { DATABASE, type Workplace } from './workplace.ts'
import { createWriteHistory, foundTokens } from './write-history.ts'

const clientCount = 50
const streamCount = 50
const drainMs = 10_000

type Round = { problems: string[]; ms: number; atTheDoor: number; answered: number }

/** The order to end, under keep-alive clients and open streams, again and again. */
export async function trySigterm(workplace: Workplace, rounds: number): Promise<Score> {
  const done: Round[] = []
  for (let round = 0; round < rounds; round += 1) done.push(await endOnce(workplace, round))
  const times = done.map(({ ms }) => ms / 1000)
  const sum = (of: (round: Round) => number) => done.reduce((total, round) => total + of(round), 0)
  const clean = done.filter(({ problems }) => problems.length === 0).length
  return {
    name: `SIGTERM under ${clientCount} clients and ${streamCount} streams: ${clean} of ${rounds} rounds clean`,
    facts: [
      `${sum(({ answered }) => answered)} requests answered, ended after ${Math.min(...times).toFixed(1)} to ${Math.max(...times).toFixed(1)} s`,
      `${sum(({ atTheDoor }) => atTheDoor)} new connections came after the order and were not let in`,
    ],
    problems: done.flatMap(({ problems }, round) =>
      problems.map((problem) => `round ${round + 1}: ${problem}`),
    ),
  }
}

async function endOnce(workplace: Workplace, round: number): Promise<Round> {
  const server = await workplace.startServer('sigterm', { WEB_CONCURRENCY: round % 2 === 0 ? '2' : '1' })
  await server.untilReady()
  const prefix = `w${process.pid}t${round}`
  const history = createWriteHistory(prefix)
  const people = [...workplace.managers, ...workplace.reps]
  const streams = await openStreams(
    server.baseUrl,
    Array.from({ length: streamCount }, (_, index) => people[index % people.length]?.token ?? ''),
  )
  let orderedAt = Number.POSITIVE_INFINITY
  let atTheDoor = 0
  // A connection that was begun after the order was never the server's.
  const forgives = ({ failure, isReused, hasBegun, at }: Answer) => {
    const isRefused = failure !== null && !hasBegun && !isReused && at >= orderedAt - 5
    if (isRefused) atTheDoor += 1
    return isRefused
  }
  const traffic = startTraffic({
    baseUrl: server.baseUrl,
    tokens: workplace.managers.map(({ token }) => token),
    leadIds: workplace.leadIds,
    history,
    clients: clientCount,
    pauseMs: 100,
    rules: () => ({ boundMs: drainMs }),
    forgives,
  })
  await sleep(1_500)
  orderedAt = performance.now()
  server.signal('SIGTERM')
  const exit = await Promise.race([server.exited, sleep(drainMs + 5_000)])
  const ms = performance.now() - orderedAt
  await traffic.stop()
  if (!exit) await server.stop()
  const found = await workplace.postgres.asAdmin<{ token: string }>(foundTokens(prefix), DATABASE)
  const { lost, wrong, doubled } = history.compare(found.map(({ token }) => token))
  const { reads, writes, problems } = traffic.counted
  return {
    ms,
    atTheDoor,
    answered: reads.ok + writes.ok,
    problems: [
      ...[...problems].map(([problem, count]) => `${count} × ${problem}`),
      ...(reads.unavailable + writes.unavailable > 0
        ? [`${reads.unavailable + writes.unavailable} × 503 with the database there`]
        : []),
      ...(exit?.code === 0 ? [] : [`exit ${exit ? (exit.code ?? exit.signal) : 'not within 15 s'}`]),
      ...(ms > drainMs ? [`took ${(ms / 1000).toFixed(1)} s`] : []),
      ...(streams.ended() === streamCount ? [] : [`${streamCount - streams.ended()} streams were not ended`]),
      ...[...lost, ...wrong, ...doubled].map((write) => `write lost, wrong or doubled: ${write}`),
    ],
  }
}
