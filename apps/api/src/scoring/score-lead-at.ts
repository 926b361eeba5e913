import type { ActivityFact, LeadScore } from '@leadglass/scoring'
import type { ActiveModel } from './active-model.ts'
import { leadFacts, type ScoredProfile } from './lead-facts.ts'

/** The moment to score at: never before the last score, or what that one knew would be unknown again. */
export function scoringMoment(now: Date, scoredAt: string): Date {
  return new Date(Math.max(now.getTime(), Date.parse(scoredAt)))
}

/** The score of a profile and its activities by a version of the rules, as of a moment. */
export function scoreLeadAt(
  model: ActiveModel,
  profile: ScoredProfile,
  activities: readonly ActivityFact[],
  at: Date,
): LeadScore {
  return model.compiled.score(leadFacts(profile, activities), at.getTime())
}
