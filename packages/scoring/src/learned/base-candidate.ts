import { baseLogOdds } from './binned-table.ts'
import { baseScores } from './boost-mains.ts'
import type { Candidate, Trial } from './candidate.ts'

/** The candidate to beat: every row has the win rate of all. */
export function baseCandidate({ table, folds, later }: Trial): Candidate {
  const heldOut = new Float64Array(table.rows)
  for (const split of folds) {
    const score = baseScores(split)[0] ?? 0
    for (let at = split.learned; at < split.rows; at++) heldOut[split.places[at] ?? 0] = score
  }
  return {
    name: 'base',
    setting: 'the win rate of all',
    heldOut,
    later: later && baseScores(later).slice(later.learned),
    terms: () => ({
      base: baseLogOdds(table.won, table.rows),
      mains: table.features.map(({ bins }) => new Float64Array(bins)),
      pairs: [],
    }),
  }
}
