import type { ScoreDiffPart } from '@leadglass/contracts/scoring.ts'
import { diffScores, type FieldValue, type LeadFacts } from '@leadglass/scoring'
import type { ExplainedScore } from './explain-score-point.ts'
import { type SettledTerm, unknownRule } from './settle-ledger.ts'

/** The lines that moved between two scores, what moved most first; their points sum to the difference. */
export function listMoves(from: ExplainedScore, to: ExplainedScore): ScoreDiffPart[] {
  const [before, after] = [pointsByLine(from.settled.terms), pointsByLine(to.settled.terms)]
  const unknown = [...from.settled.terms, ...to.settled.terms].filter(({ rule }) => rule === unknownRule)
  const groups = new Map(unknown.map(({ group, label }) => [group, label]))
  const parts = [
    ...diffScores(from.ledger, to.ledger).parts,
    ...[...groups].map(([group, label]) => ({ rule: unknownRule, group, label, cause: 'unknown' as const })),
  ]
  return parts
    .map((part): ScoreDiffPart => {
      const line = lineOf(part)
      const [old, now] = [before.get(line) ?? null, after.get(line) ?? null]
      return { ...part, points: (now ?? 0) - (old ?? 0), before: old, after: now }
    })
    .filter(({ points }) => points !== 0)
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
}

/** A line of a ledger: limits stand in several groups under one name. */
function lineOf({ group, rule }: Pick<SettledTerm, 'group' | 'rule'>): string {
  return `${group}/${rule}`
}

function pointsByLine(terms: readonly SettledTerm[]): Map<string, number> {
  const points = new Map<string, number>()
  for (const term of terms) points.set(lineOf(term), (points.get(lineOf(term)) ?? 0) + term.points)
  return points
}

export type FieldMove = { field: string; before: FieldValue; after: FieldValue }

/** The fields that somebody changed between two moments. */
export function listFieldMoves(from: LeadFacts, to: LeadFacts): FieldMove[] {
  const fields = new Set([...Object.keys(from.fields), ...Object.keys(to.fields)])
  return [...fields]
    .map((field) => ({ field, before: from.fields[field] ?? null, after: to.fields[field] ?? null }))
    .filter(({ before, after }) => before !== after)
}
