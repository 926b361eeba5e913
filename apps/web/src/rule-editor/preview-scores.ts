import type { ScoringVersionDetail } from '@leadglass/contracts/rule-lab.ts'
import type { ScoringFacts } from '@leadglass/contracts/scoring.ts'
import {
  type CompiledModel,
  compileVersion,
  diffScores,
  type LearnedPart,
  type ScoreDiff,
  type ScoreLedger,
} from '@leadglass/scoring'
import type { RuleDocument } from './rule-types.ts'

/** A version as it comes from the server, ready to score. */
export function compileInForce(version: ScoringVersionDetail): CompiledModel {
  return compileVersion({ rules: rulesOf(version), learned: learnedOf(version) })
}

/** Other rules in place of those of a version; what it has learned stays. */
export function compileDraft(document: RuleDocument, version: ScoringVersionDetail): CompiledModel {
  return compileVersion({ rules: document, learned: learnedOf(version) })
}

const named = new WeakMap<RuleDocument, RuleDocument>()

/**
 * The rules of a version or a draft, under its name. The contract leaves them open because the engine says what they
 * are. The same answer gives the same object.
 */
export function rulesOf({ name, document }: { name: string; document?: unknown }): RuleDocument {
  const rules = document as RuleDocument
  if (rules.name === name) return rules
  const known = named.get(rules)
  if (known !== undefined && known.name === name) return known
  const renamed = { ...rules, name }
  named.set(rules, renamed)
  return renamed
}

function learnedOf({ learned, card, scale }: ScoringVersionDetail): LearnedPart | null {
  if (learned === null || scale === null) return null
  return { card: card as LearnedPart['card'], scale, weight: learned.weight }
}

export type Preview = { before: ScoreLedger; after: ScoreLedger; diff: ScoreDiff }

/** A lead under both models at one moment, and line by line what differs. */
export function previewLead(
  facts: ScoringFacts,
  before: CompiledModel,
  after: CompiledModel,
  at: number,
): Preview {
  const [from, to] = [before.explain(facts, at), after.explain(facts, at)]
  return { before: from, after: to, diff: diffScores(from, to) }
}
