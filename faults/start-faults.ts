import { setTimeout as sleep } from 'node:timers/promises'
import { tryConnection } from './fault-postgres.ts'
import { observe, recoveryLimitMs } from './observation.ts'
import type { Score } from './score-sheet.ts'
import { untilBack } from './try-fault.ts'
import type { Workplace } from './workplace.ts'

/** The database is not there when the server starts, and comes later. */
export async function startWithoutDatabase(workplace: Workplace, seconds: number): Promise<Score> {
  const { postgres, proxy, databaseUrl } = workplace
  await postgres.stop('fast')
  await proxy.refuse()
  const server = await workplace.startServer('absent-at-start', { WEB_CONCURRENCY: '2' })
  try {
    await server.until('/health/live', 200, 20_000)
    let backAt = Number.POSITIVE_INFINITY
    const observation = await observe(workplace, server, {
      name: 'absent at start',
      rules: (at) => ({ boundMs: at < backAt ? 3_000 : 5_000 }),
      withoutStreams: true,
    })
    const proof = await tryConnection(databaseUrl)
    await sleep(seconds * 1000)
    await Promise.all([postgres.start(), proxy.pass()])
    await untilBack(workplace)
    backAt = performance.now()
    await observation.untilRecovered(backAt)
    const recoveryMs = observation.recoveryMs(backAt)
    await sleep(1_000)
    const { problems, facts, verdict } = await observation.end()
    return {
      name: 'database absent at start, then there',
      recoveryMs,
      verdict,
      facts: [`proof: ${proof}`, ...facts],
      problems: [
        ...(proof === 'ECONNREFUSED' ? [] : [`not really injected: ${proof}`]),
        ...(recoveryMs === null || recoveryMs > recoveryLimitMs ? ['not recovered within 10 s'] : []),
        ...problems,
      ],
    }
  } finally {
    await server.stop()
  }
}
