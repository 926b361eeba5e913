import type { Classification } from '@leadglass/contracts/scoring.ts'
import type { Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'

/** How a lead ended, with the score that stood before that. */
export type NewOutcome = {
  leadId: string
  won: boolean
  closedAt: string
  score: number
  classification: Classification
  winProbability: number | null
  modelId: string
  /** Came into the product closed, so that nobody worked by its score. */
  isImported: boolean
  recordedAt: Date
}

/** A lead that was lost after all, or won, keeps what was said of it before it was closed first. */
const upsertion = statement<never>(
  'upsert_lead_outcome',
  `insert into lead_outcomes (lead_id, won, closed_at, score, classification, win_probability, scoring_model_id,
                              is_imported, recorded_at)
   values ($1, $2, $3, $4, $5::classification, $6, $7, $8, $9)
   on conflict (lead_id) do update set won = excluded.won`,
)

export async function insertOrTurnOutcome(db: Db, outcome: NewOutcome): Promise<void> {
  await db.sql(upsertion, [
    outcome.leadId,
    outcome.won,
    outcome.closedAt,
    outcome.score,
    outcome.classification,
    outcome.winProbability,
    outcome.modelId,
    outcome.isImported,
    outcome.recordedAt,
  ])
}

const deletion = statement<never>('delete_lead_outcome', 'delete from lead_outcomes where lead_id = $1')

export async function deleteOutcome(db: Db, leadId: string): Promise<void> {
  await db.sql(deletion, [leadId])
}
