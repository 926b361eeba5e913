import { apportion } from './apportion.ts'
import type { Evidence, ScoreTerm } from './lead-score.ts'
import type { RuleMatch } from './match-rules.ts'
import { microPerPoint } from './micro-points.ts'
import { type ScoreGroup, scoreGroups } from './scoring-model.ts'
import type { HeldGroups } from './settle-groups.ts'

type GroupShares = Pick<HeldGroups, 'groupLimits' | 'overallLimits'>

/** A term before rounding, in millionths of a point. */
export type RealTerm = { micro: number; term: ScoreTerm }

/**
 * Writes the ledger: the matching rules and the limits that took effect, in whole points that sum to each
 * group and to the total.
 *
 * Formula: within each group the real points of rules and limits are rounded by largest remainder to the
 * points of the group. Terms that come to 0 stay. The limit of the whole score names what all groups had
 * together; its points are the share that this group carries.
 *
 * @example
 * listTerms(matches, raw, settled).map((term) => term.points) // [30, 16, -6]
 */
export function listTerms(
  matches: readonly RuleMatch[],
  raw: readonly number[],
  settled: GroupShares & { whole: readonly number[] },
): ScoreTerm[] {
  return scoreGroups.flatMap((group, index) =>
    roundTerms(realTerms(matches, { group, index }, raw, settled), settled.whole[index] ?? 0),
  )
}

/** The rules of a group that match and the limits that took effect on it, before rounding. */
export function realTerms(
  matches: readonly RuleMatch[],
  { group, index }: { group: ScoreGroup; index: number },
  raw: readonly number[],
  limits: GroupShares,
): RealTerm[] {
  return [...ruleTerms(matches, group), ...limitTerms(group, index, raw, limits)]
}

/** Terms in whole points that sum to `whole`. */
export function roundTerms(real: readonly RealTerm[], whole: number): ScoreTerm[] {
  const points = apportion(
    real.map(({ micro }) => micro),
    whole,
  )
  return real.map(({ term }, position) => ({ ...term, points: points[position] ?? 0 }))
}

function ruleTerms(matches: readonly RuleMatch[], group: ScoreGroup): RealTerm[] {
  return matches
    .filter(({ rule }) => rule.group === group)
    .map(({ rule, micro, evidence }) => ({
      micro,
      term: { group, rule: rule.id, label: rule.label, points: 0, evidence },
    }))
}

function limitTerms(
  group: ScoreGroup,
  index: number,
  raw: readonly number[],
  settled: GroupShares,
): RealTerm[] {
  const before = raw[index] ?? 0
  const own = settled.groupLimits[index] ?? 0
  const overall = settled.overallLimits[index] ?? 0
  const terms: RealTerm[] = []
  if (own !== 0) {
    const evidence = limitEvidence(before + own, before)
    terms.push({ micro: own, term: limitTerm(group, `limit:${group}`, 'Limit of the group', evidence) })
  }
  if (overall !== 0) {
    const sumBefore = sum(raw) + sum(settled.groupLimits)
    const evidence = limitEvidence(sumBefore + sum(settled.overallLimits), sumBefore)
    terms.push({
      micro: overall,
      term: limitTerm(group, 'limit:total', 'Limit of the whole score', evidence),
    })
  }
  return terms
}

/** What a limit was and what there was before it, from millionths. */
export function limitEvidence(limit: number, before: number): Evidence {
  return { kind: 'limit', limit: limit / microPerPoint, before: before / microPerPoint }
}

function limitTerm(group: ScoreGroup, rule: string, label: string, evidence: Evidence): ScoreTerm {
  return { group, rule, label, points: 0, evidence }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((left, right) => left + right, 0)
}
