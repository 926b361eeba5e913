import { rescoreByTime } from '../scoring/rescore-by-time.ts'
import type { LoopJob, LoopResult } from './loop.ts'

/** Keeps decaying scores fresh (R099). */
export function rescoreDecayed(databaseUrl: string): (job: LoopJob) => Promise<LoopResult> {
  return ({ db, clock, log, signal }) => rescoreByTime({ db, databaseUrl, clock, log, signal })
}
