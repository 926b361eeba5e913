/** The forms a scorecard can take, from the simplest on. */
export type CandidateName = 'base' | 'linear' | 'additive' | 'ga2m'

/** All candidates, the simplest first. */
export const candidateNames: readonly CandidateName[] = ['base', 'linear', 'additive', 'ga2m']

/**
 * One feature of a scorecard. `points[0]` is for a missing value; for levels `points[1]` is for rare and
 * unknown ones and the rest in the order of `levels`; for numbers `points[b]` holds from above `cuts[b − 2]`
 * up to `cuts[b − 1]`.
 */
export type CardFeature = {
  name: string
  kind: 'numeric' | 'categorical'
  cuts: number[]
  levels: string[]
  /** What each bin adds to the log-odds. */
  points: number[]
  /** How many rows of the training lay in each bin. */
  rows: number[]
}

/** One pair of features: groups of their bins, and what each cell adds to the log-odds, line by line. */
export type CardPair = {
  first: string
  second: string
  /** The group of each bin of the first feature, and of the second. */
  firstGroups: number[]
  secondGroups: number[]
  points: number[][]
}

/** How a candidate did on rows that it had not seen. */
export type CandidateFigures = {
  name: CandidateName
  /** What was set: reading and penalty, or rounds. */
  setting: string
  logLoss: number
  auc: number | null
  /** The same on the latest rows, trained on the earlier ones; null without times. */
  later: { logLoss: number; auc: number | null } | null
}

/** A column that the model does not use, and why. */
export type LeftOut = { name: string; reason: string; likelyLeak: boolean }

/**
 * Whether there is something to learn: `reliable`; `unproven` where too few outcomes can neither show nor
 * exclude it (the card is then held close to the base rate); `none` where many outcomes show nothing.
 */
export type Signal = 'reliable' | 'unproven' | 'none'

/** How a scorecard came about. */
export type CardTraining = {
  rows: number
  won: number
  seed: number
  signal: Signal
  /** The choice in one sentence. */
  reason: string
  candidates: CandidateFigures[]
  leftOut: LeftOut[]
  /** The affine map of log-odds that is already part of all points. */
  calibration: { slope: number; intercept: number; by: 'held-out rows' | 'latest rows' | 'nothing' }
}

/**
 * A learned additive model, as data: the log-odds of winning are the base, plus one term per feature, plus one
 * per pair. All candidates have this one form.
 */
export type Scorecard = {
  format: 'leadglass-scorecard/1'
  candidate: CandidateName
  base: number
  features: CardFeature[]
  pairs: CardPair[]
  training: CardTraining
}
