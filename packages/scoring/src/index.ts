export { b2bModel } from './b2b-model.ts'
export { classify } from './classify.ts'
export { type CompiledModel, compileModel } from './compile-model.ts'
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
  LedgerBasis,
  ScoreDiff,
  ScoreDiffPart,
  ScoreLedger,
  ScoreTerm,
} from './lead-score.ts'
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
export { validateModel } from './validate-model.ts'
