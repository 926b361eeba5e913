import type { Classification, FieldValue, ScoreGroup } from './scoring-model.ts'

/** Something a lead did, or that was done with it. `at` is in epoch milliseconds, `count` is 1 unless given. */
export type ActivityFact = { id: string; type: string; at: number; count?: number }

/** Everything the engine may know about a lead. */
export type LeadFacts = {
  fields: Readonly<Record<string, FieldValue | undefined>>
  activities: readonly ActivityFact[]
  createdAt: number
}

/** The groups of a ledger: those of the rules, and, in a blended score, where an average lead starts. */
export type LedgerGroup = ScoreGroup | 'baseline'

/**
 * A field as a learned model reads it: its value, and in words the bin that the value lies in, such as
 * 'from 3 to 5', 'missing', 'never' or 'other or rare'.
 */
export type LearnedField = { field: string; value: FieldValue; bin: string }

/**
 * Why a term has its points. `activityIds` are the counted activities, newest first; `count` is how many
 * matched and `counted` how many gave points. A silence is measured from the newest listed activity, or
 * from the creation of the lead where that is later. A limit names what the group had before it; the
 * limit of the whole score (100 or 0) what all groups had together. A learned term tells what it adds to the
 * log-odds of winning, how many closed deals the training had in its bin (null for a pair of fields), and the
 * newest activities behind it; the baseline, the log-odds and the win rate of an average lead.
 * Evidence speaks of the rules and of the model as they are, before their weight in a blended score.
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
  | {
      kind: 'learned'
      fields: LearnedField[]
      logOdds: number
      rows: number | null
      activityIds: string[]
    }
  | { kind: 'baseline'; logOdds: number; winRate: number }

/**
 * One line of a ledger, in whole points. Limits are terms too: `limit:<group>`, `limit:total` and, of the
 * learned part, `limit:learned`. Learned terms are `learned:<field>`, `learned:<first>*<second>`, `learned:base`.
 */
export type ScoreTerm = {
  group: LedgerGroup
  rule: string
  label: string
  points: number
  evidence: Evidence
}

/**
 * A score: the breakdown sums to the total. `baseline` and the calibrated probability of winning are there
 * where a learned part has a say.
 */
export type LeadScore = {
  total: number
  classification: Classification
  breakdown: Record<ScoreGroup, number> & { baseline?: number }
  winProbability: number | null
}

/**
 * What a ledger was made from: the moment, a fingerprint of the content of the rules, and, where it has a say,
 * one of the learned part with its weight.
 */
export type LedgerBasis = { at: number; model: string; learned?: string; weight?: number }

/**
 * A score with the terms that sum to it, per group and as a whole. `weight` is that of the learned part, absent
 * where rules score alone.
 */
export type ScoreLedger = LeadScore & { terms: ScoreTerm[]; basis?: LedgerBasis; weight?: number }

/** Why a line of a score moved. */
export type ChangeCause = 'new_activity' | 'decay' | 'field_change' | 'silence' | 'limit' | 'model_change'

/** One line of a difference between two ledgers. */
export type ScoreDiffPart = {
  rule: string
  group: LedgerGroup
  label: string
  points: number
  cause: ChangeCause
}

/** What moved between two ledgers; the points of the parts sum to `points`. */
export type ScoreDiff = { points: number; parts: ScoreDiffPart[] }
