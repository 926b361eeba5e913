import { dayInMs } from './lead-reading.ts'
import type { ChangeCause, Evidence, LedgerBasis, ScoreTerm } from './lead-score.ts'
import { causeOfLearnedChange } from './learned/cause-of-learned-change.ts'

type ActivityEvidence = Extract<Evidence, { kind: 'activities' }>
type Bases = { before: LedgerBasis | undefined; after: LedgerBasis | undefined }

/**
 * Why a term has other points in a later ledger, judged by its evidence on both sides; null when the
 * evidence does not say, as when only the rounding moved.
 *
 * Formula: limits and silence are their own cause; a changed field value is a field change; a newer or
 * additional activity that moved the points the way the rule counts is a new activity, an activity that
 * aged is decay; whatever else differs between two models is the model's change. So is what moved because
 * rules and learned part weigh otherwise, and every learned term of another learned part.
 *
 * @example
 * causeOfChange(undefined, clickTerm, bases) // 'new_activity'
 */
export function causeOfChange(
  before: ScoreTerm | undefined,
  after: ScoreTerm | undefined,
  bases: Bases,
): ChangeCause | null {
  const term = after ?? before
  if (!term) return null
  const { evidence } = term
  const isOtherLearned = differs(bases, ({ learned }) => learned)
  if (evidence.kind === 'learned' || evidence.kind === 'baseline' || term.rule === 'limit:learned') {
    return isOtherLearned ? 'model_change' : causeInSameLearned(before?.evidence, after?.evidence)
  }
  const isOtherModel = differs(bases, ({ model }) => model)
  const isReweighted = differs(bases, ({ weight = 0 }) => weight)
  if (evidence.kind === 'limit') return isReweighted ? 'model_change' : 'limit'
  if (before && after) return causeOnBothSides(before, after, isOtherModel, isReweighted)
  if (evidence.kind === 'activities') return causeOnOneSide(after?.evidence, bases, isOtherModel)
  if (isOtherModel) return 'model_change'
  return evidence.kind === 'field' ? 'field_change' : 'silence'
}

function differs<T>({ before, after }: Bases, pick: (basis: LedgerBasis) => T): boolean {
  return before !== undefined && after !== undefined && pick(before) !== pick(after)
}

function causeInSameLearned(before: Evidence | undefined, after: Evidence | undefined): ChangeCause | null {
  if (before?.kind === 'learned' && after?.kind === 'learned') return causeOfLearnedChange(before, after)
  if ((before ?? after)?.kind === 'limit') return 'limit'
  // A line that only one ledger has is of another learned part, whatever the ledgers say of it.
  return before && after ? null : 'model_change'
}

function causeOnOneSide(after: Evidence | undefined, bases: Bases, isOtherModel: boolean): ChangeCause {
  if (after?.kind !== 'activities') return isOtherModel ? 'model_change' : 'decay'
  const { before, after: now } = bases
  const isNewer = before && now && now.at - after.newestAgeInDays * dayInMs > before.at
  return isOtherModel && !isNewer ? 'model_change' : 'new_activity'
}

function causeOnBothSides(
  before: ScoreTerm,
  after: ScoreTerm,
  isOtherModel: boolean,
  isReweighted: boolean,
): ChangeCause | null {
  const [old, now] = [before.evidence, after.evidence]
  const otherwise = isOtherModel || isReweighted ? 'model_change' : null
  if (old.kind === 'field' && now.kind === 'field') {
    return old.field === now.field && old.value !== now.value ? 'field_change' : otherwise
  }
  if (old.kind === 'activities' && now.kind === 'activities') {
    const cause = causeOfActivities(old, now, after.points - before.points, isOtherModel)
    return isReweighted && cause !== 'new_activity' ? 'model_change' : cause
  }
  return old.kind === now.kind ? otherwise : 'model_change'
}

function causeOfActivities(
  old: ActivityEvidence,
  now: ActivityEvidence,
  change: number,
  isOtherModel: boolean,
): ChangeCause | null {
  const isOtherRule =
    old.activity !== now.activity ||
    old.pointsEach !== now.pointsEach ||
    old.halfLifeInDays !== now.halfLifeInDays
  if (isOtherRule) return 'model_change'
  const hasOtherNewest = old.activityIds[0] !== now.activityIds[0]
  const hasNew = hasOtherNewest || (now.count > old.count && !isOtherModel)
  const isTowardsPoints = Math.sign(change) === Math.sign(now.pointsEach)
  if (hasNew && isTowardsPoints) return 'new_activity'
  const isAged = hasNew || now.newestAgeInDays > old.newestAgeInDays
  if (!isTowardsPoints && isAged && now.counted >= old.counted) return 'decay'
  if (isOtherModel) return 'model_change'
  return !isTowardsPoints && (isAged || now.count < old.count) ? 'decay' : null
}
