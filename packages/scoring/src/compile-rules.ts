import { compileActivityRule } from './compile-activity-rule.ts'
import { compileFieldRule } from './compile-field-rule.ts'
import { compileSilenceRule } from './compile-silence-rule.ts'
import type { CompiledRule, RuleIndexes } from './compiled-rule.ts'
import type { LeadReading } from './lead-reading.ts'
import { type GroupLimits, type Rule, type ScoringModel, scoreGroups } from './scoring-model.ts'
import { validateModel } from './validate-model.ts'

/** The fields and types of activities that something asks for, each with its place in a reading. */
export type NameIndexes = RuleIndexes & { fields: readonly string[]; types: readonly string[] }

/** Places for names as they are asked for. */
export function nameIndexes(): NameIndexes {
  const fields: string[] = []
  const types: string[] = []
  return { fields, types, fieldIndex: indexIn(fields), typeIndex: indexIn(types) }
}

function indexIn(names: string[]): (name: string) => number {
  return (name) => {
    if (!names.includes(name)) names.push(name)
    return names.indexOf(name)
  }
}

/**
 * The rules of a model, fast to ask.
 *
 * @throws RangeError when the model is not valid, naming the rule and the field
 */
export function compileRules(model: ScoringModel, indexes: RuleIndexes): CompiledRule[] {
  validateModel(model)
  return model.rules.map((rule) => compileRule(rule, indexes))
}

function compileRule(rule: Rule, indexes: RuleIndexes): CompiledRule {
  if (rule.kind === 'field') return compileFieldRule(rule, indexes)
  return rule.kind === 'activity' ? compileActivityRule(rule, indexes) : compileSilenceRule(rule, indexes)
}

/** The points of the matching rules per group, in millionths. */
export function sumRules(rules: readonly CompiledRule[], reading: LeadReading): number[] {
  const raw = [0, 0, 0]
  for (const { group, measure } of rules) raw[group] = (raw[group] ?? 0) + measure(reading)
  return raw
}

/** The limits of the groups, in their order. */
export function groupLimitsOf(model: ScoringModel): GroupLimits[] {
  return scoreGroups.map((group) => ({ ...model.groups[group] }))
}
