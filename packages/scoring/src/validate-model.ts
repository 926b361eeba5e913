import { isRecord } from './is-record.ts'
import { isWholeNumber } from './is-whole-number.ts'
import { ruleProblems } from './rule-problems.ts'
import { type ScoringModel, scoreGroups } from './scoring-model.ts'

const maxRules = 500

/**
 * Checks that a value, such as a JSON document, is a scoring model, and says everything that is wrong.
 *
 * Formula: none; the same value comes back when nothing is wrong. The problems are listed in the message
 * and, one by one, in the error's `cause`.
 *
 * @throws RangeError naming the rule and the field of every problem
 * @example
 * validateModel({ ...model, rules: [{ ...openRule, maxCount: 0 }] })
 * // RangeError: Invalid scoring model: rule "email-open": maxCount must be a whole number from 1 to 1000
 */
export function validateModel(model: unknown): ScoringModel {
  const problems = isRecord(model) ? modelProblems(model) : ['the model must be an object']
  if (problems.length > 0) {
    throw new RangeError(`Invalid scoring model: ${problems.join('; ')}`, { cause: problems })
  }
  return model as ScoringModel
}

function modelProblems(model: Record<string, unknown>): string[] {
  const problems: string[] = []
  if (typeof model.name !== 'string' || model.name.trim() === '') problems.push('name must be a text')
  problems.push(...thresholdProblems(model.thresholds), ...groupProblems(model.groups))
  if (!Array.isArray(model.rules)) problems.push('rules must be a list')
  else if (model.rules.length > maxRules) problems.push(`rules must be at most ${maxRules}`)
  else problems.push(...model.rules.flatMap(ruleProblems), ...duplicateProblems(model.rules))
  return problems
}

function thresholdProblems(thresholds: unknown): string[] {
  if (!isRecord(thresholds)) return ['thresholds must be an object']
  const { hot, warm } = thresholds
  const isInRange = (value: unknown) => typeof value === 'number' && value >= 0 && value <= 100
  const problems: string[] = []
  if (!isInRange(hot)) problems.push('thresholds.hot must be a number from 0 to 100')
  if (!isInRange(warm)) problems.push('thresholds.warm must be a number from 0 to 100')
  if (problems.length === 0 && Number(warm) > Number(hot)) {
    problems.push('thresholds.warm must not be above thresholds.hot')
  }
  return problems
}

function groupProblems(groups: unknown): string[] {
  if (!isRecord(groups)) return ['groups must be an object']
  const problems = Object.keys(groups)
    .filter((name) => !scoreGroups.some((group) => group === name))
    .map((name) => `groups.${name} is not a group`)
  for (const name of scoreGroups) {
    const group = groups[name]
    if (!isRecord(group)) problems.push(`groups.${name} must be an object`)
    else if (!isWholeNumber(group.cap, 0, 100)) {
      problems.push(`groups.${name}.cap must be a whole number from 0 to 100`)
    } else if (group.floor !== null && !isWholeNumber(group.floor, -1000, group.cap)) {
      problems.push(`groups.${name}.floor must be null or a whole number from -1000 to the cap`)
    }
  }
  return problems
}

function duplicateProblems(rules: readonly unknown[]): string[] {
  const seen = new Set<unknown>()
  const problems: string[] = []
  for (const rule of rules) {
    if (!isRecord(rule) || typeof rule.id !== 'string') continue
    if (seen.has(rule.id)) problems.push(`rule "${rule.id}": id must be unique`)
    seen.add(rule.id)
  }
  return problems
}
