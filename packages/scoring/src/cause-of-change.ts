import { dayInMs } from './lead-reading.ts'
import type { ChangeCause, Evidence, LedgerBasis, ScoreTerm } from './lead-score.ts'

type ActivityEvidence = Extract<Evidence, { kind: 'activities' }>
type Bases = { before: LedgerBasis | undefined; after: LedgerBasis | undefined }

/**
 * Why a term has other points in a later ledger, judged by its evidence on both sides; null when the
 * evidence does not say, as when only the rounding moved.
 *
 * Formula: limits and silence are their own cause; a changed field value is a field change; a newer or
 * additional activity that moved the points the way the rule counts is a new activity, an activity that
 * aged is decay; whatever else differs between two models is the model's change.
 *
 * @example
 * causeOfChange(undefined, clickTerm, bases) // 'new_activity'
 */
export function causeOfChange(
  before: ScoreTerm | undefined,
  after: ScoreTerm | undefined,
  bases: Bases,
): ChangeCause | null {
  const evidence = (after ?? before)?.evidence
  if (!evidence) return null
  if (evidence.kind === 'limit') return 'limit'
  const isOtherModel = isModelChanged(bases)
  if (before && after) return causeOnBothSides(before, after, isOtherModel)
  if (evidence.kind === 'activities') return causeOnOneSide(after?.evidence, bases, isOtherModel)
  if (isOtherModel) return 'model_change'
  return evidence.kind === 'field' ? 'field_change' : 'silence'
}

function isModelChanged({ before, after }: Bases): boolean {
  return before !== undefined && after !== undefined && before.model !== after.model
}

function causeOnOneSide(after: Evidence | undefined, bases: Bases, isOtherModel: boolean): ChangeCause {
  if (after?.kind !== 'activities') return isOtherModel ? 'model_change' : 'decay'
  const { before, after: now } = bases
  const isNewer = before && now && now.at - after.newestAgeInDays * dayInMs > before.at
  return isOtherModel && !isNewer ? 'model_change' : 'new_activity'
}

function causeOnBothSides(before: ScoreTerm, after: ScoreTerm, isOtherModel: boolean): ChangeCause | null {
  const [old, now] = [before.evidence, after.evidence]
  const otherwise = isOtherModel ? 'model_change' : null
  if (old.kind === 'field' && now.kind === 'field') {
    return old.field === now.field && old.value !== now.value ? 'field_change' : otherwise
  }
  if (old.kind === 'activities' && now.kind === 'activities') {
    return causeOfActivities(old, now, after.points - before.points, isOtherModel)
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
