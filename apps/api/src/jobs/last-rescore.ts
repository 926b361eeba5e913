import type { Db } from '../db/db.ts'
import { findBackgroundLoop } from './background-loop-repository.ts'

/** When decaying scores were last brought up to date, for /health. */
export async function lastRescore(db: Db): Promise<string | null> {
  const row = await findBackgroundLoop(db, 'score_decay')
  return row?.last_success_at ?? null
}
