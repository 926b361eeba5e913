import { setTimeout as sleep } from 'node:timers/promises'
import type { FaultServer } from './fault-server.ts'
import type { Answer } from './http-client.ts'
import { observe } from './observation.ts'
import { signal, untilGone } from './process-tree.ts'
import type { Score } from './score-sheet.ts'
import type { Workplace } from './workplace.ts'

const workersBackWithinMs = 10_000
/** The server ends the session of a silent leader after 15 s, and a new one waits 6 s before it begins. */
const takeOverWithinMs = 30_000

/** One of two workers is killed under load: the other goes on, and another one comes. */
export async function killWorker(workplace: Workplace): Promise<Score> {
  const server = await workplace.startServer('kill-worker', { WEB_CONCURRENCY: '2' })
  await server.untilReady()
  let killedAt = Number.POSITIVE_INFINITY
  // Whoever was connected to it loses that connection, once.
  const forgives = ({ failure, at, ms }: Answer) =>
    failure !== null && at < killedAt + 500 && at + ms >= killedAt
  const observation = await observe(workplace, server, {
    name: 'SIGKILL of a worker',
    rules: () => ({ boundMs: 5_000 }),
    forgives,
    isServerFault: true,
  })
  await sleep(2_000)
  const [victim = 0, ...others] = server.workers()
  signal(victim, 'SIGKILL')
  killedAt = performance.now()
  const isGone = await untilGone([victim], 2_000)
  const isBack = await waitFor(workersBackWithinMs, () =>
    server.lines.some(
      ({ at, pid, msg }) => at > killedAt && !others.includes(pid) && /^\[STARTUP\] listening/.test(msg),
    ),
  )
  const recoveryMs = isBack ? performance.now() - killedAt : null
  await sleep(4_000)
  const { problems, facts, verdict } = await observation.end()
  const { code } = await server.stop()
  return {
    name: 'SIGKILL of one of two workers under load',
    recoveryMs,
    verdict,
    facts,
    problems: [
      ...(others.length === 1 && isGone
        ? []
        : ['not really injected: there were not two workers, or it lives']),
      ...(isBack ? [] : ['no new worker within 10 s']),
      ...(code === 0 ? [] : [`exit ${code}`]),
      ...problems,
    ],
  }
}

/** The process that started the workers is killed: they must not go on as orphans. */
export async function killPrimary(workplace: Workplace): Promise<Score> {
  const server = await workplace.startServer('kill-primary', { WEB_CONCURRENCY: '2' })
  await server.untilReady()
  const workers = server.workers()
  server.signal('SIGKILL')
  const begunAt = performance.now()
  const areGone = await untilGone(workers, 15_000)
  for (const worker of workers) signal(worker, 'SIGKILL')
  return {
    name: 'SIGKILL of the primary: its workers end as well',
    facts: [`${workers.length} workers ended after ${((performance.now() - begunAt) / 1000).toFixed(1)} s`],
    problems: areGone && workers.length === 2 ? [] : ['workers go on without it'],
  }
}

/** Two servers on one database: news cross over, one of them leads, and leadership moves on. */
export async function twoServers(workplace: Workplace): Promise<Score[]> {
  const servers = await Promise.all(
    ['a', 'b'].map((name) => workplace.startServer(`server-${name}`, { WEB_CONCURRENCY: '1' })),
  )
  try {
    await Promise.all(servers.map((server) => server.untilReady()))
    const together = await shareDatabase(workplace, servers)
    return [together, ...(await moveLead(workplace, servers))]
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}

async function shareDatabase(workplace: Workplace, servers: readonly FaultServer[]): Promise<Score> {
  const observations = await Promise.all(
    servers.map((server) =>
      observe(workplace, server, { name: 'two servers', rules: () => ({ boundMs: 5_000 }) }),
    ),
  )
  // Everybody reads on both servers: what one of them is told, the readers of the other hear as well.
  const delivered = await Promise.all(observations.map((observation) => observation.deliver()))
  const hasLeader = await waitFor(takeOverWithinMs, () => leadersOf(servers).length === 1)
  await sleep(3_000)
  const ended = await Promise.all(observations.map((observation) => observation.end()))
  return {
    name: 'two servers on one database',
    facts: ended.flatMap(({ facts }) => facts),
    problems: [
      ...ended.flatMap(({ problems }) => problems),
      ...(delivered.includes(null) ? ['news do not reach the readers of both'] : []),
      ...(hasLeader ? [] : [`${leadersOf(servers).length} leaders instead of one`]),
    ],
  }
}

async function moveLead(workplace: Workplace, servers: readonly FaultServer[]): Promise<Score[]> {
  const [leader] = leadersOf(servers)
  const other = servers.find((server) => server !== leader)
  if (!leader || !other)
    return [{ name: 'the leader is stopped', facts: [], problems: ['there is no leader'] }]
  const observation = await observe(workplace, other, { name: 'leader', rules: () => ({ boundMs: 5_000 }) })
  leader.signal('SIGSTOP')
  const stoppedAt = performance.now()
  const tookOver = await waitFor(takeOverWithinMs, () => leads(other))
  const stopMs = tookOver ? performance.now() - stoppedAt : null
  leader.signal('SIGCONT')
  const steppedBack = await waitFor(10_000, () => !leads(leader))
  const ended = await observation.end()
  const stopped: Score = {
    name: 'SIGSTOP of the leader: another takes over, the old one steps back',
    facts: [...ended.facts, `took over after ${stopMs === null ? '—' : (stopMs / 1000).toFixed(1)} s`],
    verdict: ended.verdict,
    problems: [
      ...ended.problems,
      ...(tookOver ? [] : ['nobody took over within 30 s']),
      ...(steppedBack ? [] : ['the old leader did not step back']),
    ],
  }
  const now = leads(other) ? other : leader
  const next = now === other ? leader : other
  now.signal('SIGKILL')
  const killedAt = performance.now()
  const followed = await waitFor(takeOverWithinMs, () => leads(next))
  const killed: Score = {
    name: 'SIGKILL of the leader: another takes over',
    facts: [`took over after ${followed ? ((performance.now() - killedAt) / 1000).toFixed(1) : '—'} s`],
    problems: followed ? [] : ['nobody took over within 30 s'],
  }
  return [stopped, killed]
}

/** By its own word in the log, the last one of which counts. */
function leads(server: FaultServer): boolean {
  return (
    server.lines.findLast(({ msg }) => /^\[LOOPS\] this process leads/.test(msg))?.msg ===
    '[LOOPS] this process leads'
  )
}

const leadersOf = (servers: readonly FaultServer[]) => servers.filter(leads)

async function waitFor(withinMs: number, isSo: () => boolean): Promise<boolean> {
  for (const end = Date.now() + withinMs; Date.now() < end; await sleep(50)) if (isSo()) return true
  return false
}
