import { classify } from './classify.ts'
import { compileRules, groupLimitsOf, nameIndexes, sumRules } from './compile-rules.ts'
import { fingerprintModel } from './fingerprint-model.ts'
import { createLeadReader } from './lead-reading.ts'
import type { LeadFacts, LeadScore, ScoreLedger } from './lead-score.ts'
import { listActivityLimits } from './list-activity-limits.ts'
import { listTerms } from './list-terms.ts'
import { matchRules } from './match-rules.ts'
import type { ScoreThresholds, ScoringModel } from './scoring-model.ts'
import { type Settlement, settleGroups } from './settle-groups.ts'

/**
 * Rules, or rules with what was learned, made ready to score many leads. `activityLimits` says, per type, how many of the newest
 * activities can matter to a score: no more need to be loaded.
 */
export type CompiledModel = {
  model: ScoringModel
  score(facts: LeadFacts, at: number): LeadScore
  explain(facts: LeadFacts, at: number): ScoreLedger
  activityLimits: ReadonlyArray<{ activity: string; maxCount: number }>
}

/**
 * Checks a model and makes it ready to score many leads as of a moment; activities after it are unknown.
 *
 * Formula: the points of the matching rules are added up per group, each group is held between its floor
 * and its cap, the sum of the groups between 0 and 100; that is rounded to the total, the groups to the
 * total and the terms to their group by largest remainder.
 *
 * @throws RangeError when the model is not valid, naming the rule and the field
 * @example
 * compileModel(dealershipModel).score(jane, now).total // 95
 */
export function compileModel(model: ScoringModel): CompiledModel {
  const names = nameIndexes()
  const rules = compileRules(model, names)
  const read = createLeadReader(names.fields, names.types)
  const limits = groupLimitsOf(model)
  const fingerprint = fingerprintModel(model)
  return {
    model,
    activityLimits: listActivityLimits(model),
    score: (facts, at) =>
      toLeadScore(model.thresholds, settleGroups(sumRules(rules, read(facts, at)), limits)),
    explain: (facts, at) => {
      const { raw, matches } = matchRules(rules, read(facts, at))
      const settled = settleGroups(raw, limits)
      const terms = listTerms(matches, raw, settled)
      return { ...toLeadScore(model.thresholds, settled), terms, basis: { at, model: fingerprint } }
    },
  }
}

function toLeadScore(thresholds: ScoreThresholds, { total, whole }: Settlement): LeadScore {
  const [engagement = 0, buying = 0, fit = 0] = whole
  return {
    total,
    classification: classify(total, thresholds),
    breakdown: { engagement, buying_signals: buying, demographic_fit: fit },
    winProbability: null,
  }
}
