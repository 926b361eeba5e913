import { apportion } from './apportion.ts'
import type { Evidence, ScoreTerm } from './lead-score.ts'
import type { RuleMatch } from './match-rules.ts'
import { microPerPoint } from './micro-points.ts'
import { type ScoreGroup, scoreGroups } from './scoring-model.ts'
import type { Settlement } from './settle-groups.ts'

type RealTerm = { micro: number; term: ScoreTerm }

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
  settled: Settlement,
): ScoreTerm[] {
  return scoreGroups.flatMap((group, index) => {
    const real = [...ruleTerms(matches, group), ...limitTerms(group, index, raw, settled)]
    const points = apportion(
      real.map(({ micro }) => micro),
      settled.whole[index] ?? 0,
    )
    return real.map(({ term }, position) => ({ ...term, points: points[position] ?? 0 }))
  })
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
  settled: Settlement,
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

function limitEvidence(limit: number, before: number): Evidence {
  return { kind: 'limit', limit: limit / microPerPoint, before: before / microPerPoint }
}

function limitTerm(group: ScoreGroup, rule: string, label: string, evidence: Evidence): ScoreTerm {
  return { group, rule, label, points: 0, evidence }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((left, right) => left + right, 0)
}
