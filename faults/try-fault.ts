import { setTimeout as sleep } from 'node:timers/promises'
import { type DatabaseFault, proveByConnecting, type Undo } from './fault.ts'
import { tryConnection } from './fault-postgres.ts'
import type { FaultServer } from './fault-server.ts'
import { observe, recoveryLimitMs } from './observation.ts'
import type { Poll } from './pollers.ts'
import type { Score } from './score-sheet.ts'
import type { Workplace } from './workplace.ts'

/** When the database was away: `from` when the fault was begun, `madeAt` when it was complete. */
type Window = { from: number; madeAt: number; undoneAt: number; to: number }

/** Runs one fault under load and judges everything that was seen. */
export async function tryFault(
  workplace: Workplace,
  server: FaultServer,
  fault: DatabaseFault,
): Promise<Score> {
  const window = {
    from: Number.POSITIVE_INFINITY,
    madeAt: Number.POSITIVE_INFINITY,
    undoneAt: Number.POSITIVE_INFINITY,
    to: Number.POSITIVE_INFINITY,
  }
  // Once it is known to be away nobody waits for it.
  const isOver = (at: number) => fault.isOutage && at > window.madeAt + 2_000 && at < window.undoneAt
  const observation = await observe(workplace, server, {
    name: fault.name,
    clients: fault.clients,
    mayFlap: !fault.isOutage,
    rules: (at) => ({
      boundMs: isOver(at) ? 3_000 : 5_000,
      others: fault.others,
      successMs: fault.successMs,
    }),
  })
  await sleep(2_000)
  const run = await makeFault(workplace, fault, window)
  await observation.untilRecovered(window.to)
  const delivered = await observation.deliver()
  await sleep(1_000)
  const recoveryMs = observation.recoveryMs(window.to)
  const { problems, facts, verdict, health } = await observation.end()
  const diagnosis = diagnosisOf(fault, health, window)
  const isMisread = diagnosis && diagnosis.seen !== diagnosis.expected
  return {
    name: fault.name,
    recoveryMs,
    verdict,
    diagnosis,
    facts: [
      `proof: ${run.proof}`,
      ...facts,
      `streams deliver ${delivered === null ? 'nothing' : `after ${delivered.toFixed(1)} s`}`,
    ],
    problems: [
      ...(run.problem ? [run.problem] : []),
      ...(recoveryMs === null || recoveryMs > recoveryLimitMs ? ['not recovered within 10 s'] : []),
      ...(delivered === null ? ['streams deliver nothing any more'] : []),
      ...(isMisread ? [`/health said ${diagnosis.seen} instead of ${diagnosis.expected}`] : []),
      ...problems,
    ],
  }
}

/** Makes the fault, proves it twice, holds it and undoes it. */
async function makeFault(
  workplace: Workplace,
  fault: DatabaseFault,
  window: Window,
): Promise<{ proof: string; problem: string | null }> {
  const prove = () => (fault.prove ?? proveByConnecting)(workplace).catch((error: Error) => error.message)
  const from = performance.now()
  let undo: Undo
  try {
    undo = await fault.inject(workplace)
  } catch (error) {
    window.from = window.to = performance.now()
    return { proof: '—', problem: `not injected: ${(error as Error).message}` }
  }
  window.from = from
  window.madeAt = performance.now()
  const first = await prove()
  await sleep(Math.max(0, (fault.seconds ?? 15) * 1000 - (performance.now() - from) - 1_000))
  const second = await prove()
  window.undoneAt = performance.now()
  await undo()
  await untilBack(workplace)
  window.to = performance.now()
  const proof = first === second ? first : `${first}, then ${second}`
  const isProven = fault.proof.test(first) && fault.proof.test(second)
  return { proof, problem: isProven ? null : `not really injected: a connection of one's own met ${proof}` }
}

/** The clock of the recovery starts when a connection of one's own works. */
export async function untilBack({ databaseUrl }: Workplace): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; await sleep(20))
    if ((await tryConnection(databaseUrl)) === 'ok') return
  throw new Error('the database did not come back')
}

/** What /health named most of the time while the fault lasted. */
function diagnosisOf(
  fault: DatabaseFault,
  polls: readonly Poll[],
  { madeAt, undoneAt }: Window,
): Score['diagnosis'] {
  if (fault.diagnosis === null) return undefined
  const times = new Map<string, number>()
  for (const { at, text } of polls) {
    if (at < madeAt + 1_500 || at > undoneAt) continue
    const [, type = 'none'] = /"error_type":"(\w+)"/.exec(text) ?? []
    times.set(type, (times.get(type) ?? 0) + 1)
  }
  const [most] = [...times].sort(([, a], [, b]) => b - a)
  return { expected: fault.diagnosis, seen: most?.[0] ?? 'none' }
}
