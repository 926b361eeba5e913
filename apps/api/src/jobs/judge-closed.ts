import { judgeOutcomes } from '../report-card/judge-outcomes.ts'
import type { LoopJob } from './loop.ts'

/** Judges what nobody has asked for, and looks whether hot still beats warm. */
export async function judgeClosed({
  db,
  clock,
  signal,
}: LoopJob): Promise<{ judged: number; alarm: number }> {
  const { judged, alarm } = await judgeOutcomes({ db, clock, signal })
  return { judged, alarm: Number(alarm) }
}
