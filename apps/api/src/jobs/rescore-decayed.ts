import { rescoreByTime } from '../scoring/rescore-by-time.ts'
import { rescoreLeftBehind } from '../scoring/rescore-left-behind.ts'
import type { LoopJob, LoopResult } from './loop.ts'

/** Keeps decaying scores fresh (R099). */
export function rescoreDecayed(databaseUrl: string): (job: LoopJob) => Promise<LoopResult> {
  return ({ clock, log, signal }) => rescoreByTime({ databaseUrl, clock, log, signal })
}

/** No lead stays with a version that is no longer in force. */
export function findLeftBehind({ db }: LoopJob): Promise<LoopResult> {
  return rescoreLeftBehind(db)
}
