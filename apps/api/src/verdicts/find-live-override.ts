import type { Classification } from '@leadglass/contracts/scoring.ts'
import { classify } from '@leadglass/scoring'
import type { Database } from '../db/db.ts'
import { activeModel } from '../scoring/active-model.ts'
import { findLiveOverrideOf, type OverrideRow } from './override-repository.ts'

/** An override with its class by the thresholds in force. */
export type LiveOverride = OverrideRow & { classification: Classification }

/** The score that somebody answers for at that moment; null when nobody does. */
export async function findLiveOverride(db: Database, leadId: string, at: Date): Promise<LiveOverride | null> {
  const override = await findLiveOverrideOf(db, leadId, at)
  return override && classifyOverride(db, override)
}

export async function classifyOverride(db: Database, override: OverrideRow): Promise<LiveOverride> {
  const { compiled } = await activeModel(db)
  return { ...override, classification: classify(override.score, compiled.model.thresholds) }
}
