import { type BinnedTable, baseLogOdds, type Split, splitTable } from './binned-table.ts'
import type { Candidate, Trial } from './candidate.ts'
import { type CardTerms, meanOfTerms, scoreTerms } from './card-terms.ts'
import { fitRidgePath, type RidgeFit } from './fit-ridge.ts'
import { holdMains } from './hold-monotone.ts'
import { lossOf } from './log-odds.ts'
import { designOf, type RidgeDesign, type RidgeReading } from './ridge-design.ts'

const readings: readonly RidgeReading[] = ['evidence', 'levels']

/** The share of a standard error by which a weaker penalty has to be better. */
const clearly = 0.5

type Setting = { reading: RidgeReading; penalty: number }

/**
 * The linear candidate: the mean of two logistic regressions with a ridge, one on the weight of evidence of
 * each feature and one on its levels and values, each with the penalty that predicts rows best that it has
 * not seen. The two err differently, so their mean beats either; with few outcomes it is hard to beat.
 */
export function linearCandidate(trial: Trial): Candidate {
  const penalties = penaltiesFor(trial.table)
  const tried = readings.map((reading) => choosePenalty(trySettings(reading, trial, penalties)))
  const settings = tried.map(({ setting }) => setting)
  const heldOut = new Float64Array(trial.table.rows).map((_, row) => {
    return tried.reduce((sum, one) => sum + (one.heldOut[row] ?? 0) / tried.length, 0)
  })
  const train = (split: Split) =>
    meanOfTerms(settings.map((setting) => fitSetting(setting, trial.table, split, penalties)))
  const { later } = trial
  return {
    name: 'linear',
    setting: settings.map(({ reading, penalty }) => `${reading}, penalty ${penalty}`).join(' and '),
    heldOut,
    later: later && scoreTerms(train(later), later.codes, later.rows).slice(later.learned),
    terms: () => train(splitTable(trial.table, () => false)),
  }
}

type Tried = { setting: Setting; heldOut: Float64Array; losses: Float64Array; loss: number }

function trySettings(reading: RidgeReading, trial: Trial, penalties: readonly number[]): Tried[] {
  const { table, folds } = trial
  const paths = folds.map((split) => termsPath(reading, table, split, penalties))
  return penalties.map((penalty, at) => {
    const heldOut = new Float64Array(table.rows)
    let loss = 0
    for (const [fold, split] of folds.entries()) {
      const terms = paths[fold]?.[at]
      if (terms) loss += scoreHeldOut(terms, split, heldOut)
    }
    const losses = heldOut.map((score, row) => lossOf(score, table.outcomes[row] ?? 0))
    return { setting: { reading, penalty }, heldOut, losses, loss }
  })
}

/**
 * The strongest penalty that is not clearly worse than the best: by less than half the standard error of
 * the difference, as with few rows weak penalties look good by chance.
 */
function choosePenalty(tried: readonly Tried[]): Tried {
  const best = tried.reduce((least, one) => (one.loss < least.loss ? one : least))
  return tried.find((one) => one.loss - best.loss <= clearly * errorOf(one.losses, best.losses)) ?? best
}

/** The standard error of the sum of the differences of two lists of losses. */
function errorOf(one: Float64Array, other: Float64Array): number {
  const mean = one.reduce((sum, loss, row) => sum + loss - (other[row] ?? 0), 0) / one.length
  return Math.sqrt(one.reduce((sum, loss, row) => sum + (loss - (other[row] ?? 0) - mean) ** 2, 0))
}

/** In large tables the strength of the penalty says little, and a weak one may be right. */
function penaltiesFor({ rows }: BinnedTable): number[] {
  return rows > 5000 ? [100, 30, 10, 3] : [100, 50, 25, 12, 6]
}

function termsPath(reading: RidgeReading, table: BinnedTable, split: Split, penalties: readonly number[]) {
  const design = designOf(reading, table.features, split)
  return fitRidgePath(design, split, penalties).map((fit) => termsOf(fit, design, table))
}

function fitSetting(
  { reading, penalty }: Setting,
  table: BinnedTable,
  split: Split,
  penalties: readonly number[],
) {
  const upTo = penalties.slice(0, penalties.indexOf(penalty) + 1)
  const terms = termsPath(reading, table, split, upTo).at(-1)
  return terms ?? { base: baseLogOdds(table.won, table.rows), mains: [], pairs: [] }
}

function termsOf(fit: RidgeFit, design: RidgeDesign, { features }: BinnedTable): CardTerms {
  const mains = design.column.map((columns, feature) =>
    Float64Array.from(columns, (column, bin) => {
      return (fit.coefficients[column] ?? 0) * (design.value[feature]?.[bin] ?? 0)
    }),
  )
  holdMains(mains, features)
  return { base: fit.intercept, mains, pairs: [] }
}

/** Writes the log-odds of the rows that a split holds out to their places; returns the sum of their losses. */
export function scoreHeldOut(terms: CardTerms, split: Split, heldOut: Float64Array): number {
  const codes = split.codes.map((bins) => bins.subarray(split.learned))
  const scores = scoreTerms(terms, codes, split.rows - split.learned)
  let loss = 0
  for (const [at, score] of scores.entries()) {
    heldOut[split.places[split.learned + at] ?? 0] = score
    loss += lossOf(score, split.outcomes[split.learned + at] ?? 0)
  }
  return loss
}
