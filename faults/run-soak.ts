import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { buildWeb } from '../scripts/build-web.ts'
import { rootDir } from '../scripts/paths.ts'
import { type Measured, percentile, renderReport } from './load-report.ts'
import { openStreams, startPoller } from './pollers.ts'
import { usageOf } from './process-tree.ts'
import { startTraffic } from './traffic.ts'
import { DATABASE, openWorkplace } from './workplace.ts'
import { createWriteHistory, foundTokens } from './write-history.ts'

// `pnpm soak`: a day of work in an hour, or in `--minutes 3` for a first look. Exit code 1 when memory grows, a process
// is replaced, a connection is reset or something is left open (R176).
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    report: { type: 'string', default: path.join(rootDir, 'faults/SOAK.md') },
  },
})
const minutes = Number(values.minutes)
const limits = { growthPercent: 20, handles: 10 }
const idleSeconds = 15

type Sample = { memoryMb: number; handles: number }

await buildWeb()
const workplace = await openWorkplace()
const server = await workplace.startServer('soak', {
  WEB_CONCURRENCY: '2',
  DATABASE_URL: workplace.postgres.appUrl(DATABASE),
})
let isKept = false
try {
  await server.untilReady()
  const processes = [server.pid, ...server.workers()]
  const sample = (): Sample =>
    processes
      .map((pid) => usageOf(pid) ?? { memoryMb: 0, handles: 0 })
      .reduce((sum, one) => ({ memoryMb: sum.memoryMb + one.memoryMb, handles: sum.handles + one.handles }))
  const history = createWriteHistory(`w${process.pid}s`)
  const tokens = workplace.managers.map(({ token }) => token)
  // A first minute fills pools and caches; what it leaves open is the measure for the end.
  const round = async (seconds: number, samples: Sample[]) => {
    const streams = await openStreams(
      server.baseUrl,
      workplace.reps.map(({ token }) => token),
    )
    const { leadIds } = workplace
    const traffic = startTraffic({
      baseUrl: server.baseUrl,
      tokens,
      leadIds,
      history,
      pauseMs: 200,
      rules: () => ({ boundMs: 5_000 }),
    })
    const health = startPoller(server.baseUrl, '/health', 5_000)
    for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(5_000)) samples.push(sample())
    await Promise.all([traffic.stop(), health.stop()])
    const ended = streams.ended()
    streams.close()
    await sleep(idleSeconds * 1000)
    return {
      ended,
      counted: traffic.counted,
      red: health.polls.filter(({ status }) => status !== 200).length,
    }
  }
  const warm = Math.min(60, minutes * 15)
  await round(warm, [])
  const before = sample()
  const samples: Sample[] = []
  const { ended, counted, red } = await round(minutes * 60 - warm, samples)
  const after = sample()
  const fifth = Math.max(1, Math.floor(samples.length / 5))
  const memory = (part: Sample[]) =>
    percentile(
      part.map(({ memoryMb }) => memoryMb),
      0.5,
    )
  const [first, last] = [memory(samples.slice(0, fifth)), memory(samples.slice(-fifth))]
  const growth = (100 * (last - first)) / first
  const found = await workplace.postgres.asAdmin<{ token: string }>(foundTokens(`w${process.pid}s`), DATABASE)
  const { accepted, lost, wrong, doubled } = history.compare(found.map(({ token }) => token))
  const isSame = [server.pid, ...server.workers()].join() === processes.join()
  const problems = [...counted.problems].map(([problem, count]) => `${count} × ${problem}`)
  const unavailable = counted.reads.unavailable + counted.writes.unavailable
  const figures: Measured[] = [
    {
      name: 'memory of all processes, first to last fifth',
      value: `${first.toFixed(0)} to ${last.toFixed(0)} MB (${growth.toFixed(1)} %)`,
      limit: `${limits.growthPercent} %`,
      isKept: growth < limits.growthPercent,
    },
    {
      name: 'files and sockets open when idle, before and after',
      value: `${before.handles} and ${after.handles}`,
      limit: `${limits.handles} more`,
      isKept: after.handles <= before.handles + limits.handles,
    },
    { name: 'processes replaced', value: isSame ? 'none' : 'some', limit: 'none', isKept: isSame },
    {
      name: 'requests that failed, were reset or late',
      value: problems.join('; ') || 'none',
      limit: 'none',
      isKept: problems.length === 0 && unavailable === 0,
    },
    {
      name: 'streams that ended, /health not 200',
      value: `${ended}, ${red}`,
      limit: '0, 0',
      isKept: ended === 0 && red === 0,
    },
    {
      name: 'accepted writes lost, doubled or wrong',
      value: `${lost.length + doubled.length + wrong.length} of ${accepted}`,
      limit: '0',
      isKept: lost.length + doubled.length + wrong.length === 0,
    },
  ]
  isKept = figures.every((figure) => figure.isKept)
  const about = [
    `Written by \`pnpm soak --minutes ${minutes}\`: two workers under 20 clients and ${workplace.reps.length} live streams, ${counted.reads.ok} reads and ${counted.writes.ok} writes.`,
  ]
  const report = renderReport('Soak', about, figures)
  writeFileSync(values.report, report)
  console.log(report)
} finally {
  await server.stop()
  await workplace.close()
}
process.exit(isKept ? 0 : 1)
