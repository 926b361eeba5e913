import type { HeldOutFigures } from '@leadglass/contracts/learning.ts'
import { judge, liftCurve, probabilityOf, wilsonInterval } from '@leadglass/scoring'

/** What predictions were worth on leads that the model had not seen, as a page draws it. */
export function heldOutFigures(outcomes: ArrayLike<number>, logOdds: Float64Array): HeldOutFigures {
  const probabilities = logOdds.map(probabilityOf)
  const { rows, won, auc, logLoss, brier, ece, calibration, topDecile } = judge(outcomes, probabilities)
  return {
    rows,
    won,
    auc: auc && { value: auc.value, interval: auc.interval },
    log_loss: logLoss,
    base_log_loss: baseLogLoss(won, rows),
    brier,
    calibration_error: ece,
    calibration_slope: calibration.slope,
    top_tenth: topDecile,
    calibration: calibration.bins.map((bin) => ({
      ...bin,
      interval: wilsonInterval(bin.observed * bin.rows, bin.rows),
    })),
    lift: liftCurve(outcomes, logOdds),
  }
}

/** Of always answering the win rate. */
function baseLogLoss(won: number, rows: number): number {
  const rate = won / rows
  if (!(rate > 0 && rate < 1)) return 0
  return -(rate * Math.log(rate) + (1 - rate) * Math.log1p(-rate))
}
