import { causeOfChange } from './cause-of-change.ts'
import type { ChangeCause, ScoreDiff, ScoreDiffPart, ScoreLedger, ScoreTerm } from './lead-score.ts'

/** A term as it stands in one of two ledgers or in both. */
type TermPair = { before: ScoreTerm | undefined; after: ScoreTerm | undefined }
type OpenPart = Omit<ScoreDiffPart, 'cause'> & { cause: ChangeCause | null }

/**
 * What moved between two ledgers of a lead, line by line, and why: for the history of a score.
 *
 * Formula: per rule, its points after less its points before; lines that did not move are left out, so
 * the parts sum to the difference of the totals. A line that moved only because its neighbours moved the
 * rounding takes the cause of the part that moved most.
 *
 * @example
 * diffScores(before, after)
 * // { points: 3, parts: [{ rule: 'pricing-page-view', group: 'buying_signals',
 * //   label: 'Viewed the pricing page', points: 3, cause: 'new_activity' }] }
 */
export function diffScores(before: ScoreLedger, after: ScoreLedger): ScoreDiff {
  const open = pairTerms(before, after).flatMap((pair) => openPart(pair, before, after))
  const parts = open.map((part) => ({ ...part, cause: part.cause ?? mainCause(open, part.group) }))
  return { points: after.total - before.total, parts }
}

function pairTerms(before: ScoreLedger, after: ScoreLedger): TermPair[] {
  const pairs = new Map<string, TermPair>()
  for (const term of after.terms) pairs.set(keyOf(term), { before: undefined, after: term })
  for (const term of before.terms) {
    pairs.set(keyOf(term), { before: term, after: pairs.get(keyOf(term))?.after })
  }
  return [...pairs.values()]
}

function keyOf(term: ScoreTerm): string {
  return `${term.group}/${term.rule}`
}

function openPart({ before, after }: TermPair, from: ScoreLedger, to: ScoreLedger): OpenPart[] {
  const term = after ?? before
  const points = (after?.points ?? 0) - (before?.points ?? 0)
  if (!term || points === 0) return []
  const cause = causeOfChange(before, after, { before: from.basis, after: to.basis })
  return [{ rule: term.rule, group: term.group, label: term.label, points, cause }]
}

function mainCause(parts: readonly OpenPart[], group: ScoreTerm['group']): ChangeCause {
  const known = parts.filter((part) => part.cause !== null)
  const near = known.filter((part) => part.group === group)
  let main: OpenPart | undefined
  for (const part of near.length > 0 ? near : known) {
    if (!main || Math.abs(part.points) > Math.abs(main.points)) main = part
  }
  return main?.cause ?? 'decay'
}
