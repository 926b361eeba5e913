import { classify } from './classify.ts'
import { compileActivityRule } from './compile-activity-rule.ts'
import { compileFieldRule } from './compile-field-rule.ts'
import { compileSilenceRule } from './compile-silence-rule.ts'
import type { CompiledRule, RuleIndexes } from './compiled-rule.ts'
import { fingerprintModel } from './fingerprint-model.ts'
import { createLeadReader } from './lead-reading.ts'
import type { LeadFacts, LeadScore, ScoreLedger } from './lead-score.ts'
import { listActivityLimits } from './list-activity-limits.ts'
import { listTerms } from './list-terms.ts'
import { matchRules } from './match-rules.ts'
import { type Rule, type ScoringModel, scoreGroups } from './scoring-model.ts'
import { type Settlement, settleGroups } from './settle-groups.ts'
import { validateModel } from './validate-model.ts'

/**
 * A model made ready to score many leads. `activityLimits` says, per type, how many of the newest
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
  validateModel(model)
  const fields: string[] = []
  const types: string[] = []
  const indexes = { fieldIndex: indexIn(fields), typeIndex: indexIn(types) }
  const rules = model.rules.map((rule) => compileRule(rule, indexes))
  const read = createLeadReader(fields, types)
  const limits = scoreGroups.map((group) => ({ ...model.groups[group] }))
  const fingerprint = fingerprintModel(model)
  return {
    model,
    activityLimits: listActivityLimits(model),
    score: (facts, at) => {
      const reading = read(facts, at)
      const raw = [0, 0, 0]
      for (const { group, measure } of rules) raw[group] = (raw[group] ?? 0) + measure(reading)
      return toLeadScore(model, settleGroups(raw, limits))
    },
    explain: (facts, at) => {
      const { raw, matches } = matchRules(rules, read(facts, at))
      const settled = settleGroups(raw, limits)
      const terms = listTerms(matches, raw, settled)
      return { ...toLeadScore(model, settled), terms, basis: { at, model: fingerprint } }
    },
  }
}

function compileRule(rule: Rule, indexes: RuleIndexes): CompiledRule {
  if (rule.kind === 'field') return compileFieldRule(rule, indexes)
  return rule.kind === 'activity' ? compileActivityRule(rule, indexes) : compileSilenceRule(rule, indexes)
}

function indexIn(names: string[]): (name: string) => number {
  return (name) => {
    if (!names.includes(name)) names.push(name)
    return names.indexOf(name)
  }
}

function toLeadScore(model: ScoringModel, { total, whole }: Settlement): LeadScore {
  const [engagement = 0, buying = 0, fit = 0] = whole
  return {
    total,
    classification: classify(total, model.thresholds),
    breakdown: { engagement, buying_signals: buying, demographic_fit: fit },
  }
}
