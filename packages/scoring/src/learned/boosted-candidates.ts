import type { Split } from './binned-table.ts'
import type { BoostLimits, BoostPath } from './boost.ts'
import { baseScores, boostMains, stepLimitsOf } from './boost-mains.ts'
import { boostPairs, orderGroups } from './boost-pairs.ts'
import type { Candidate, Trial } from './candidate.ts'
import { type CardTerms, meanOfTerms, scoreTerms } from './card-terms.ts'
import { choosePairs, pairStrengths } from './choose-pairs.ts'
import { scoreHeldOut } from './linear-candidate.ts'
import { type PairGrid, pairGrid } from './pair-grid.ts'

const mainLimits: BoostLimits = { most: 800, every: 10, patience: 4 }
const pairLimits: BoostLimits = { most: 600, every: 10, patience: 4 }
/** Groups per side of the grid of a pair. */
const side = 12

/**
 * The two boosted candidates: one term per feature (additive), and the same with the strongest pairs on top
 * (GA2M). Each fold is a bag: its model stops by the rows that it does not learn from, at the round that is
 * best over all folds, and the model of all rows is the mean of the folds' models.
 */
export function boostedCandidates(trial: Trial, withPairs: boolean): Candidate[] {
  const { features } = trial.table
  const paths = trial.folds.map((split) => boostMains(features, split, mainLimits))
  const look = bestLook(paths, trial.folds)
  const models = trial.folds.map((split, at) => mainTerms(split, paths[at], look))
  const later =
    trial.later && mainTerms(trial.later, boostMains(features, trial.later, exactly(look, mainLimits)), look)
  const additive = candidateOf('additive', `${look * mainLimits.every} rounds`, models, trial, later)
  if (!withPairs) return [additive]
  const grids = strongestPairs(trial, models)
  if (grids.length === 0) return [additive]
  const withGrids = pairModels(trial, models, later, grids)
  return [additive, withGrids]
}

/** The look at which the mean loss over all folds is least; a fold that ended earlier counts with its last. */
function bestLook(paths: readonly BoostPath[], folds: readonly Split[]): number {
  const looks = Math.max(...paths.map(({ losses }) => losses.length))
  let best = 0
  let least = Number.POSITIVE_INFINITY
  for (let look = 0; look < looks; look++) {
    let loss = 0
    for (const [fold, { losses }] of paths.entries()) {
      const { rows, learned } = folds[fold] ?? { rows: 0, learned: 0 }
      loss += (rows - learned) * (losses[look] ?? losses.at(-1) ?? 0)
    }
    if (loss < least - 1e-9) {
      least = loss
      best = look
    }
  }
  return best
}

function exactly(look: number, limits: BoostLimits): BoostLimits {
  return { most: look * limits.every, every: limits.every, patience: look + 1 }
}

function mainTerms(split: Split, path: BoostPath | undefined, look: number): CardTerms {
  const mains = path?.terms[look] ?? path?.terms.at(-1) ?? []
  return { base: baseScores(split)[0] ?? 0, mains, pairs: [] }
}

function candidateOf(
  name: 'additive' | 'ga2m',
  setting: string,
  models: readonly CardTerms[],
  trial: Trial,
  later: CardTerms | null,
): Candidate {
  const heldOut = new Float64Array(trial.table.rows)
  for (const [at, split] of trial.folds.entries()) {
    const terms = models[at]
    if (terms) scoreHeldOut(terms, split, heldOut)
  }
  return {
    name,
    setting,
    heldOut,
    later:
      trial.later && later
        ? scoreTerms(later, trial.later.codes, trial.later.rows).slice(trial.later.learned)
        : null,
    terms: () => meanOfTerms(models),
  }
}

/** Up to 20 pairs, fewer in small tables: each has to be learned from a few hundred rows. */
function strongestPairs(trial: Trial, models: readonly CardTerms[]): PairGrid[] {
  const { features, rows } = trial.table
  const most = Math.min(20, Math.floor(rows / 100))
  const strengths = trial.folds.map((split, at) => {
    const scores = scoresOf(models[at], split)
    return pairStrengths(features, split, scores, stepLimitsOf(split).shrinkage)
  })
  return choosePairs(strengths, most).map(({ first, second }) => pairGrid(features, first, second, side))
}

function scoresOf(terms: CardTerms | undefined, split: Split): Float64Array {
  return terms ? scoreTerms(terms, split.codes, split.rows) : baseScores(split)
}

function pairModels(
  trial: Trial,
  mains: readonly CardTerms[],
  later: CardTerms | null,
  grids: readonly PairGrid[],
) {
  const paths = trial.folds.map((split, at) => boostOn(trial, split, mains[at], grids, pairLimits))
  const look = bestLook(paths, trial.folds)
  const models = mains.map((terms, at) => withCells(terms, grids, paths[at], look))
  const laterTerms =
    trial.later && later
      ? withCells(later, grids, boostOn(trial, trial.later, later, grids, exactly(look, pairLimits)), look)
      : null
  return candidateOf(
    'ga2m',
    `${look * pairLimits.every} rounds of ${grids.length} pairs`,
    models,
    trial,
    laterTerms,
  )
}

function boostOn(
  trial: Trial,
  split: Split,
  mains: CardTerms | undefined,
  grids: readonly PairGrid[],
  limits: BoostLimits,
) {
  const { features } = trial.table
  const orders = grids.map(({ first, second, rowOf, columnOf }) => ({
    rows: orderGroups(rowOf, mains?.mains[first] ?? new Float64Array(), features[first]?.kind ?? 'numeric'),
    columns: orderGroups(
      columnOf,
      mains?.mains[second] ?? new Float64Array(),
      features[second]?.kind ?? 'numeric',
    ),
  }))
  return boostPairs(grids, orders, split, scoresOf(mains, split), limits)
}

function withCells(
  terms: CardTerms,
  grids: readonly PairGrid[],
  path: BoostPath | undefined,
  look: number,
): CardTerms {
  const cells = path?.terms[look] ?? path?.terms.at(-1) ?? []
  return { ...terms, pairs: grids.map((grid, at) => ({ grid, cells: cells[at] ?? new Float64Array() })) }
}
