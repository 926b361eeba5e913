import type { CompiledRule } from './compiled-rule.ts'
import type { LeadReading } from './lead-reading.ts'
import type { Evidence } from './lead-score.ts'
import { type Rule, scoreGroups } from './scoring-model.ts'

/** A rule that matched a lead, with its points in millionths. */
export type RuleMatch = { rule: Rule; micro: number; evidence: Evidence }

/** The rules that matched, and the sum of their points per group, in millionths. */
export type RuleMatches = { matches: RuleMatch[]; raw: number[] }

/**
 * Asks every rule about a lead and keeps the answers that belong in a ledger.
 *
 * Formula: a rule gives a match when it applies and its points are not 0; fully decayed evidence stays.
 *
 * @example
 * matchRules(rules, reading).raw // [9_000_000, 0, 2_000_000]
 */
export function matchRules(rules: readonly CompiledRule[], reading: LeadReading): RuleMatches {
  const matches: RuleMatch[] = []
  const raw = scoreGroups.map(() => 0)
  for (const { rule, group, measure, evidence: describe } of rules) {
    const evidence = rule.points === 0 ? null : describe(reading)
    if (!evidence) continue
    const micro = measure(reading)
    matches.push({ rule, micro, evidence })
    raw[group] = (raw[group] ?? 0) + micro
  }
  return { matches, raw }
}
