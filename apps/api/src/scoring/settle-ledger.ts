import type { Evidence, LeadFacts, ScoreLedger, ScoreTerm, ScoringModel } from '@leadglass/scoring'
import { scoreGroups } from '@leadglass/scoring'
import type { ScorePoint } from './find-score-point.ts'

type Silence = Extract<Evidence, { kind: 'silence' }>
type SettledEvidence =
  | Exclude<Evidence, Silence>
  | (Silence & { activityIds: string[] })
  | { kind: 'unknown' }

/** A term as answers show it: whatever rests on activities names them. */
export type SettledTerm = Omit<ScoreTerm, 'evidence'> & { evidence: SettledEvidence }

/** A stored score taken apart: breakdown and terms each sum to it. */
export type SettledLedger = Pick<ScoreLedger, 'total' | 'classification' | 'breakdown' | 'winProbability'> & {
  terms: SettledTerm[]
}

/** The rule of what nobody can tell any more. */
export const unknownRule = 'ledger:unknown'
export const unknownLabel = 'Not on record'

/**
 * The ledger of a score that was stored. What a later edit or deletion took away so that the ledger of now no longer
 * gives the number of then is a term of its own: the number stays, and the ledger says what it cannot explain.
 */
export function settleLedger(
  { model, facts, ledger }: { model: ScoringModel; facts: LeadFacts; ledger: ScoreLedger },
  point: ScorePoint,
): SettledLedger {
  const breakdown = storedBreakdown(point, ledger.breakdown.baseline !== undefined)
  const terms = ledger.terms.map((term) => linkTerm(term, model, facts))
  for (const group of [...scoreGroups, 'baseline'] as const) {
    const points = (breakdown[group] ?? 0) - (ledger.breakdown[group] ?? 0)
    if (points === 0) continue
    terms.push({ group, rule: unknownRule, label: unknownLabel, points, evidence: { kind: 'unknown' } })
  }
  const { score: total, classification, win_probability: winProbability } = point
  return { total, classification, breakdown, winProbability, terms }
}

/** What the three groups leave is where an average lead starts. */
function storedBreakdown(point: ScorePoint, hasBaseline: boolean): ScoreLedger['breakdown'] {
  const { engagement, buying_signals, demographic_fit } = point
  const baseline = point.score - engagement - buying_signals - demographic_fit
  const groups = { engagement, buying_signals, demographic_fit }
  return hasBaseline || baseline !== 0 ? { ...groups, baseline } : groups
}

function linkTerm(term: ScoreTerm, model: ScoringModel, facts: LeadFacts): SettledTerm {
  const { evidence } = term
  if (evidence.kind !== 'silence') return { ...term, evidence }
  const rule = model.rules.find(({ id }) => id === term.rule)
  const listened = rule?.kind === 'silence' ? rule.activities : []
  return { ...term, evidence: { ...evidence, activityIds: newestOf(facts, listened) } }
}

function newestOf({ activities }: LeadFacts, types: readonly string[]): string[] {
  let newest: LeadFacts['activities'][number] | undefined
  for (const fact of activities) {
    if (types.includes(fact.type) && (!newest || fact.at > newest.at)) newest = fact
  }
  return newest ? [newest.id] : []
}
