import type { ActivityFact, LeadScore } from '@leadglass/scoring'
import type { ActiveModel } from './active-model.ts'
import { leadFacts, type ScoredProfile } from './lead-facts.ts'

/**
 * The moment to score at: later than that of the last score, whatever the clocks of two processes say. So no two
 * scores of a lead share a moment, and what was known at each of them can be told for ever.
 */
export function scoringMoment(now: Date, scoredAt: string): Date {
  return new Date(Math.max(now.getTime(), Date.parse(scoredAt) + 1))
}

/** The score of a profile and its activities by a version, as of a moment. */
export function scoreLeadAt(
  model: ActiveModel,
  profile: ScoredProfile,
  activities: readonly ActivityFact[],
  at: Date,
): LeadScore {
  return model.compiled.score(leadFacts(profile, activities), at.getTime())
}
