import type { LearnedModelDetail } from '@leadglass/contracts/learning.ts'
import { areaUnderCurve, judge, type PointScale, probabilityOf } from '@leadglass/scoring'
import type { Gathered } from './gather-outcomes.ts'

/** A model that was just trained: what it says of the leads without having seen them. */
export type Trained = { logOdds: Float64Array; scale: PointScale; weight: number }

/** A new model beside the version in force, on the same leads, none of them seen by either. */
export function compareModels(
  { table, before }: Pick<Gathered, 'table' | 'before'>,
  trained: Trained,
  version: number,
): NonNullable<LearnedModelDetail['compared']> {
  const { outcomes } = table
  const offersProbabilities = before.probabilities.every((value) => !Number.isNaN(value))
  const lossBefore = offersProbabilities ? judge(outcomes, before.probabilities).logLoss : null
  const lossAfter = judge(outcomes, trained.logOdds.map(probabilityOf)).logLoss
  return {
    version,
    rows: outcomes.length,
    auc_before: areaUnderCurve(outcomes, before.scores)?.value ?? null,
    auc_after: areaUnderCurve(outcomes, blendedScores(before.rulesScores, trained))?.value ?? null,
    log_loss_before: lossBefore,
    log_loss_after: lossAfter,
    better_by: lossBefore ? 1 - lossAfter / lossBefore : null,
  }
}

/** The scores that the rules in force would give together with the model. */
function blendedScores(rulesScores: Float64Array, { logOdds, scale, weight }: Trained): Float64Array {
  return rulesScores.map((rules, row) => {
    const points = scale.offset + (scale.pointsPerDoubling * (logOdds[row] ?? 0)) / Math.LN2
    return Math.min(100, (1 - weight) * rules + weight * Math.max(0, points))
  })
}
