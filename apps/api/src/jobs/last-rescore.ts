import type { Db } from '../db/db.ts'
import { findBackgroundLoop } from './background-loop-repository.ts'

export type LastRescore = { last_run_at: string | null; age_seconds: number | null }

/** When decaying scores were last brought up to date, for /health. */
export async function lastRescore(db: Db, now: Date): Promise<LastRescore> {
  const row = await findBackgroundLoop(db, 'score_decay')
  const at = row?.last_success_at ?? null
  return { last_run_at: at, age_seconds: at === null ? null : ageInSeconds(at, now) }
}

function ageInSeconds(at: string, now: Date): number {
  return Math.max(0, Math.round((now.getTime() - Date.parse(at)) / 1_000))
}
