import type { Candidate, Trial } from './candidate.ts'
import { fewestOutcomes } from './choose-candidate.ts'
import type { CandidateName, Signal } from './scorecard.ts'

const words: Record<CandidateName, string> = {
  base: 'the base rate',
  linear: 'the linear model',
  additive: 'the additive model',
  ga2m: 'the additive model with pairs',
}

/** Why the card is what it is, in one sentence. */
export function reasonFor(
  chosen: Candidate,
  candidates: readonly Candidate[],
  { table, folds }: Trial,
  signal: Signal,
  wanted: CandidateName | 'auto',
): string {
  const { won, rows, features } = table
  const counts = `${won} won and ${rows - won} lost`
  if (rows === 0) return 'no reliable signal: there are no closed rows'
  if (won === 0 || won === rows) return `no reliable signal: all ${rows} rows are ${won ? 'won' : 'lost'}`
  if (features.length === 0) return 'no reliable signal: no column tells rows apart'
  if (folds.length < 2) return `no reliable signal: ${counts} are too few to learn from`
  if (signal === 'none')
    return `no reliable signal: on rows not seen, nothing beats the base rate clearly (${counts})`
  if (signal === 'unproven') {
    return `no reliable signal yet: ${counts}, fewer than ${fewestOutcomes} of a kind, so ${words[chosen.name]} is held close to the base rate`
  }
  if (wanted !== 'auto') return `${words[chosen.name]}, as asked for`
  const others = candidates.filter(({ name }) => name !== chosen.name).length
  return `${words[chosen.name]} predicts rows not seen best of ${others + 1} candidates, ties going to the simpler`
}
