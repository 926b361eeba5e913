export { b2bModel } from './b2b-model.ts'
export { classify } from './classify.ts'
export { type CompiledModel, compileModel } from './compile-model.ts'
export { type CompiledVersion, compileVersion } from './compile-version.ts'
export { dealershipModel } from './dealership-model.ts'
export { decayPoints } from './decay-points.ts'
export { diffScores } from './diff-scores.ts'
export { emailDomainKind } from './email-domain-kind.ts'
export { explainScore } from './explain-score.ts'
export type {
  ActivityFact,
  ChangeCause,
  Evidence,
  LeadFacts,
  LeadScore,
  LearnedField,
  LedgerBasis,
  LedgerGroup,
  ScoreDiff,
  ScoreDiffPart,
  ScoreLedger,
  ScoreTerm,
} from './lead-score.ts'
export { type Area, areaUnderCurve } from './learned/area-under-curve.ts'
export {
  type CompiledScorecard,
  type Contribution,
  compileScorecard,
  type Explanation,
} from './learned/compile-scorecard.ts'
export { type CrossValidation, crossValidate, joinFolds } from './learned/cross-validate.ts'
export {
  type DescribedCard,
  type DescribedFeature,
  type DescribedPair,
  describeCard,
} from './learned/describe-card.ts'
export { fitPlatt, type Platt, type SlopePrior } from './learned/fit-platt.ts'
export { type FitOptions, fitScorecard } from './learned/fit-scorecard.ts'
export { foldsFor } from './learned/folds-for.ts'
export { type CalibrationBin, type Judgement, judge } from './learned/judge.ts'
export { learnedWeight } from './learned/learned-weight.ts'
export { learningRow } from './learned/learning-row.ts'
export {
  type CategoricalColumn,
  type CellValue,
  type Column,
  type ColumnShape,
  categoricalColumn,
  columnsOf,
  describeColumns,
  type LearningRow,
  type LearningTable,
  type NumericColumn,
  numericColumn,
} from './learned/learning-table.ts'
export { type LiftPoint, liftCurve } from './learned/lift-curve.ts'
export { logOddsOf, probabilityOf } from './learned/log-odds.ts'
export { type Direction, monotoneFeatures } from './learned/monotone-features.ts'
export { type BlendedWith, fitPointScale, type PointScale } from './learned/point-scale.ts'
export { predictFold } from './learned/predict-fold.ts'
export {
  type CandidateFigures,
  type CandidateName,
  type CardFeature,
  type CardPair,
  type CardTraining,
  candidateNames,
  type LeftOut,
  type Scorecard,
  type Signal,
} from './learned/scorecard.ts'
export { type Interval, wilsonInterval } from './learned/wilson-interval.ts'
export { type WinRate, winRates } from './learned/win-rates.ts'
export { type ModelProblem, modelProblems } from './model-problems.ts'
export { scoreLead } from './score-lead.ts'
export {
  type ActivityRule,
  type Classification,
  type EmailDomainKind,
  type FieldRule,
  type FieldTest,
  type FieldValue,
  type GroupLimits,
  type Rule,
  type ScoreGroup,
  type ScoreThresholds,
  type ScoringModel,
  type SilenceRule,
  scoreGroups,
} from './scoring-model.ts'
export { scoringPresets } from './scoring-presets.ts'
export type { LearnedPart, ScoringVersion } from './scoring-version.ts'
export { validateModel } from './validate-model.ts'
export { listWork, type RankedWork, rankWork, type WorkRank } from './work-queue/rank-work.ts'
export { comesBackAt, isSnoozed } from './work-queue/wants-work.ts'
export type { WorkFactors } from './work-queue/work-factors.ts'
export type { WorkLead } from './work-queue/work-lead.ts'
export { type WorkReader, type WorkReason, workReason } from './work-queue/work-reason.ts'
export { questionTypes } from './work-queue/work-signals.ts'
