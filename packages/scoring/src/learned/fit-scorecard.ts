import { baseCandidate } from './base-candidate.ts'
import { type BinnedTable, reorderTable, splitTable } from './binned-table.ts'
import { boostedCandidates } from './boosted-candidates.ts'
import { buildCard } from './build-card.ts'
import { calibrate } from './calibrate.ts'
import type { Candidate, Trial } from './candidate.ts'
import { scaleTerms } from './card-terms.ts'
import { checkTable } from './check-table.ts'
import { chooseCandidate, figuresOf, signalOf } from './choose-candidate.ts'
import { latestRows } from './latest-rows.ts'
import type { LearningTable } from './learning-table.ts'
import { linearCandidate } from './linear-candidate.ts'
import type { Direction } from './monotone-features.ts'
import { assignFolds, hashRows, orderRows } from './order-rows.ts'
import { reasonFor } from './reason-for.ts'
import type { CandidateName, Scorecard } from './scorecard.ts'
import { type UsableColumns, usableColumns } from './usable-columns.ts'

/** How a scorecard is trained. */
export type FitOptions = {
  /** Which form it takes; `auto` chooses by rows not seen. */
  candidate?: CandidateName | 'auto'
  /** Decides which rows are held out together. */
  seed?: number
  /** Columns that a person has put back although they look like leaks; `all` for every one. */
  keep?: readonly string[] | 'all'
  /** Columns that a person has taken out. */
  leaveOut?: readonly string[]
  /** Which way the terms of numeric columns may go; missing values then count as the least favourable. */
  monotone?: Readonly<Record<string, Direction>>
}

/** The least rows of either outcome with which boosting is tried, and with which pairs are. */
const fewestToBoost = 100
const fewestToPair = 200

/**
 * Trains an additive scorecard on closed deals.
 *
 * Columns that cannot help and likely leaks are left out. The candidates are compared by the log-loss of rows
 * held out (and of the latest rows, where rows have times), ties going to the simpler; the log-odds of the
 * winner are put right by an affine map (Platt) learned from the same rows. Tables that teach nothing give the
 * base rate, with the reason in `training.reason`. Monotone columns are held to their direction in every candidate
 * and in every fold, so held-out figures are those of such models; they are in no pair. The same rows and seed give the same card, byte for byte,
 * in whatever order the rows come.
 *
 * @throws RangeError when columns or times do not have one value per outcome, an outcome is not 0 or 1, or a
 * column of levels should be monotone
 * @example
 * fitScorecard({ columns: [], outcomes: [1, 0, 0, 0] }).training.reason // 'only 4 closed rows, …'
 */
export function fitScorecard(table: LearningTable, options: FitOptions = {}): Scorecard {
  checkTable(table)
  const { seed = 1, keep = [], leaveOut = [], monotone = {}, candidate: wanted = 'auto' } = options
  const usable = usableColumns(table.columns, table.outcomes, {
    keeps: (name) => keep === 'all' || keep.includes(name),
    leavesOut: (name) => leaveOut.includes(name),
    monotone,
  })
  const trial = prepareTrial(table, usable, seed)
  const base = baseCandidate(trial)
  const candidates = [base, ...tryCandidates(trial, wanted)]
  const best = chooseWanted(candidates, trial, wanted)
  const signal = best === base ? signalOf(candidates[1] ?? base, base, trial) : signalOf(best, base, trial)
  const auto = wanted === 'auto'
  // Where few outcomes show nothing yet, the most careful model is kept, close to the base rate.
  const careful = auto && signal === 'unproven' ? (candidates[1] ?? base) : best
  const chosen = auto && signal === 'none' ? base : careful
  const calibration = calibrate(chosen, trial)
  return buildCard(
    chosen.name,
    scaleTerms(chosen.terms(), calibration.slope, calibration.intercept),
    trial.table.features,
    {
      rows: trial.table.rows,
      won: trial.table.won,
      seed,
      signal: chosen === base && signal === 'reliable' ? 'none' : signal,
      reason: reasonFor(chosen, candidates, trial, signal, wanted),
      candidates: candidates.map((one) => figuresOf(one, trial)),
      leftOut: usable.leftOut,
      calibration,
    },
  )
}

function chooseWanted(
  candidates: readonly Candidate[],
  trial: Trial,
  wanted: CandidateName | 'auto',
): Candidate {
  if (wanted === 'auto') return chooseCandidate(candidates, trial)
  const found = candidates.find(({ name }) => name === wanted) ?? candidates.at(-1)
  if (!found) throw new RangeError('there is no candidate to choose')
  return found
}

function prepareTrial(table: LearningTable, { columns, features }: UsableColumns, seed: number): Trial {
  const hashes = hashRows(columns, table.outcomes.length, seed)
  const order = orderRows(hashes, table.outcomes, table.times)
  const ordered = reorderTable(features, table.outcomes, order)
  const count = foldCountOf(ordered)
  const foldOf = assignFolds(order, hashes, table.outcomes, count)
  const folds = Array.from({ length: count }, (_, fold) => splitTable(ordered, (row) => foldOf[row] === fold))
  return { table: ordered, folds, ...latestRows(ordered, order, table.times) }
}

/** Every fold is a bag: many where rows are few and training is quick. */
function foldCountOf({ rows, won }: BinnedTable): number {
  const fewer = Math.min(won, rows - won)
  if (fewer < 2) return 0
  return Math.min(rows > 12_000 ? 5 : 8, fewer)
}

function tryCandidates(trial: Trial, wanted: CandidateName | 'auto'): Candidate[] {
  const { table, folds } = trial
  if (wanted === 'base' || folds.length < 2 || table.features.length === 0) return []
  const linear = wanted === 'auto' || wanted === 'linear' ? [linearCandidate(trial)] : []
  const boosted = wanted === 'additive' || wanted === 'ga2m'
  const fewer = Math.min(table.won, table.rows - table.won)
  if (!boosted && !(wanted === 'auto' && fewer >= fewestToBoost)) return linear
  const withPairs = wanted === 'ga2m' || (wanted === 'auto' && fewer >= fewestToPair && table.rows >= 1000)
  return [...linear, ...boostedCandidates(trial, withPairs)]
}
