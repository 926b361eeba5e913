import type { Classification, FieldValue, ScoreGroup } from './scoring-model.ts'

/** Something a lead did, or that was done with it. `at` is in epoch milliseconds, `count` is 1 unless given. */
export type ActivityFact = { id: string; type: string; at: number; count?: number }

/** Everything the engine may know about a lead. */
export type LeadFacts = {
  fields: Readonly<Record<string, FieldValue | undefined>>
  activities: readonly ActivityFact[]
  createdAt: number
}

/**
 * Why a term has its points. `activityIds` are the counted activities, newest first; `count` is how many
 * matched and `counted` how many gave points. A silence is measured from the newest listed activity, or
 * from the creation of the lead where that is later. A limit names what the group had before it; the
 * limit of the whole score (100 or 0) what all groups had together.
 */
export type Evidence =
  | { kind: 'field'; field: string; value: FieldValue }
  | {
      kind: 'activities'
      activity: string
      activityIds: string[]
      count: number
      counted: number
      pointsEach: number
      newestAgeInDays: number
      halfLifeInDays: number | null
    }
  | { kind: 'silence'; lastActivityAgeInDays: number }
  | { kind: 'limit'; limit: number; before: number }

/** One line of a ledger, in whole points. Limits are terms too: `limit:<group>` and `limit:total`. */
export type ScoreTerm = {
  group: ScoreGroup
  rule: string
  label: string
  points: number
  evidence: Evidence
}

/** A score: the breakdown sums to the total. */
export type LeadScore = {
  total: number
  classification: Classification
  breakdown: Record<ScoreGroup, number>
}

/** What a ledger was made from: the moment, and a fingerprint of the model's content. */
export type LedgerBasis = { at: number; model: string }

/** A score with the terms that sum to it, per group and as a whole. */
export type ScoreLedger = LeadScore & { terms: ScoreTerm[]; basis?: LedgerBasis }

/** Why a line of a score moved. */
export type ChangeCause = 'new_activity' | 'decay' | 'field_change' | 'silence' | 'limit' | 'model_change'

/** One line of a difference between two ledgers. */
export type ScoreDiffPart = {
  rule: string
  group: ScoreGroup
  label: string
  points: number
  cause: ChangeCause
}

/** What moved between two ledgers; the points of the parts sum to `points`. */
export type ScoreDiff = { points: number; parts: ScoreDiffPart[] }
