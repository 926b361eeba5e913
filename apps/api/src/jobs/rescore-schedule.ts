import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../context.ts'
import type { Database } from '../db/db.ts'
import { rescoreLeads } from '../scoring/rescore-leads.ts'

/** A day old score is at most 5 % off with the shortest half-life of the presets (14 days); six hours, 1 %. */
const everyMs = 6 * 60 * 60_000

/** Keeps decaying scores fresh until the process ends; a failed run is logged and the next one tries again (R099). */
export async function keepScoresFresh(
  db: Database,
  clock: () => Date,
  log: Context['log'],
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const { read, moved } = await rescoreLeads(db, clock(), signal)
      log.info({ read, moved }, '[RESCORE] scores are fresh')
    } catch (error) {
      log.error({ err: error }, '[RESCORE] run failed')
    }
    await sleep(everyMs, undefined, { signal, ref: false }).catch(() => {})
  }
}
