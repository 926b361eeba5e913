import type { Context } from '../context.ts'

export type Step = { name: string; run: () => Promise<unknown> }

/** What a step may take when the time is used up: a database that hangs answers no farewell. */
const leastMs = 300

/** Ends what runs, one step after the other; a step that does not end in its time is left behind. */
export async function runSteps(log: Context['log'], steps: Step[], endAt: number): Promise<void> {
  for (const { name, run } of steps) {
    const startedAt = Date.now()
    const outcome = await settle(run, Math.max(0, endAt - startedAt) + leastMs)
    const took = `${Date.now() - startedAt} ms`
    if (outcome === 'done') log.info(`[SHUTDOWN] ${name}: closed in ${took}`)
    else if (outcome === 'late') log.warn(`[SHUTDOWN] ${name}: not closed after ${took}, left behind`)
    else log.error({ err: outcome }, `[SHUTDOWN] ${name}: failed`)
  }
}

async function settle(run: () => Promise<unknown>, withinMs: number): Promise<'done' | 'late' | Error> {
  const late = Promise.withResolvers<'late'>()
  const timer = setTimeout(() => late.resolve('late'), withinMs)
  try {
    return await Promise.race([run().then(() => 'done' as const), late.promise])
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  } finally {
    clearTimeout(timer)
  }
}
