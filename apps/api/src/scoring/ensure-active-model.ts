import { scoringPresets } from '@leadglass/scoring'
import type { Database } from '../db/db.ts'
import { findActiveModelId, insertFirstModel } from './scoring-repository.ts'

/** Gives a new workspace the B2B preset as version 1. Safe for several starters at once. */
export async function ensureActiveModel(db: Database): Promise<void> {
  if (await findActiveModelId(db)) return
  await insertFirstModel(db, scoringPresets.b2b)
}
