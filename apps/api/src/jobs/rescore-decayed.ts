import { rescoreLeads } from '../scoring/rescore-leads.ts'
import type { LoopJob } from './loop.ts'

/** Keeps decaying scores fresh (R099). */
export function rescoreDecayed({ db, clock, signal }: LoopJob): Promise<{ read: number; moved: number }> {
  return rescoreLeads(db, clock(), signal)
}
