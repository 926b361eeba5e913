import { publishDueDrafts } from '../rule-lab/publish-due-drafts.ts'
import type { LoopJob } from './loop.ts'

/** Puts rules in force whose date has come. */
export function publishScheduled({
  db,
  clock,
  signal,
}: LoopJob): Promise<{ published: number; refused: number }> {
  return publishDueDrafts(db, clock(), signal)
}
