import { isRecord } from './is-record.ts'
import { isText } from './is-text.ts'
import { isWholeNumber } from './is-whole-number.ts'
import { ruleProblems } from './rule-problems.ts'
import { scoreGroups } from './scoring-model.ts'

const maxRules = 500

/**
 * One thing that is wrong with a model: where in the document (`rules[3].points`; empty for the whole), which rule
 * (`rule "email-open"`, or `rule 4` where it has no id; null outside the rules) and what.
 */
export type ModelProblem = { path: string; rule: string | null; message: string }

/**
 * Everything that is wrong with a value that should be a scoring model; nothing where it is one.
 *
 * Formula: none. A message begins with the field that it is about.
 *
 * @example
 * modelProblems({ ...model, rules: [{ ...openRule, maxCount: 0 }] })
 * // [{ path: 'rules[0].maxCount', rule: 'rule "email-open"', message: 'maxCount must be a whole number from 1 to 1000' }]
 */
export function modelProblems(model: unknown): ModelProblem[] {
  if (!isRecord(model)) return [{ path: '', rule: null, message: 'the model must be an object' }]
  const problems: string[] = []
  if (!isText(model.name)) problems.push('name must be a text')
  problems.push(...thresholdProblems(model.thresholds), ...groupProblems(model.groups))
  const { rules } = model
  if (!Array.isArray(rules)) problems.push('rules must be a list')
  else if (rules.length > maxRules) problems.push(`rules must be at most ${maxRules}`)
  const ofRules = Array.isArray(rules) && rules.length <= maxRules ? listRuleProblems(rules) : []
  return [...problems.map((message) => ({ path: firstWord(message), rule: null, message })), ...ofRules]
}

function listRuleProblems(rules: readonly unknown[]): ModelProblem[] {
  const own = rules.flatMap((rule, index) => {
    if (isRecord(rule)) return ruleProblems(rule).map((message) => problemOf(rule, index, message))
    return [{ path: `rules[${index}]`, rule: `rule ${index + 1}`, message: 'must be an object' }]
  })
  return [...own, ...duplicateProblems(rules)]
}

function problemOf(rule: Record<string, unknown>, index: number, message: string): ModelProblem {
  const name = isText(rule.id) ? `rule "${rule.id}"` : `rule ${index + 1}`
  return { path: `rules[${index}].${firstWord(message)}`, rule: name, message }
}

function firstWord(message: string): string {
  return message.split(' ', 1)[0] ?? ''
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

function duplicateProblems(rules: readonly unknown[]): ModelProblem[] {
  const seen = new Set<unknown>()
  return rules.flatMap((rule, index) => {
    if (!isRecord(rule) || typeof rule.id !== 'string') return []
    if (seen.has(rule.id)) return [problemOf(rule, index, 'id must be unique')]
    seen.add(rule.id)
    return []
  })
}
