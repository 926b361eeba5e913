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
  { table, folds, later }: Trial,
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
  if (wanted !== 'auto' && wanted !== chosen.name) {
    return `${words[chosen.name]}, as there is nothing for ${words[wanted]} to learn`
  }
  if (wanted !== 'auto') return `${words[chosen.name]}, as asked for`
  const where = later ? 'rows not seen and on the latest ones' : 'rows not seen'
  return candidates.at(-1) === chosen
    ? `${words[chosen.name]}: on ${where}, clearly better than what is simpler`
    : `${words[chosen.name]}: on ${where}, nothing more complex is clearly better`
}
