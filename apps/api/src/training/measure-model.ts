import { fitPointScale, learnedWeight, type PointScale, type Scorecard } from '@leadglass/scoring'
import type { TrainedFigures } from '../learning/trained-model.ts'
import { compareModels } from './compare-models.ts'
import type { Gathered } from './gather-outcomes.ts'
import { heldOutFigures } from './held-out-figures.ts'
import { suspiciousColumns } from './suspicious-columns.ts'

export type MeasureInput = {
  known: Gathered
  card: Scorecard
  /** Of each lead, by a card that has not seen it. */
  logOdds: Float64Array
  /** The version in force. */
  version: number
  outcomes: number
}

export type Measured = { scale: PointScale; weight: number; figures: TrainedFigures }

/** What a card is worth, and how it becomes points: all from what was said of leads without having seen them. */
export function measureModel({ known, card, logOdds, version, outcomes }: MeasureInput): Measured {
  const weight = learnedWeight(card)
  const scale = fitPointScale(logOdds, { weight, rulesScores: known.before.rulesScores })
  const heldOut = heldOutFigures(known.table.outcomes, logOdds)
  const figures = {
    held_out: heldOut,
    compared: compareModels(known, { logOdds, scale, weight }, version),
    suspicious: suspiciousColumns(card, known),
    crowded_out: known.crowdedOut,
    outcomes,
  }
  return { scale, weight, figures }
}
