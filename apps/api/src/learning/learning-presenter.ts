import type { LearnedModel, LearnedModelDetail } from '@leadglass/contracts/learning.ts'
import { describeCard, probabilityOf } from '@leadglass/scoring'
import type { LearnedModelDetailRow, LearnedModelRow } from './learned-model-repository.ts'
import { figure } from './learning-sentences.ts'

export function presentModel({ outcomes, ...row }: LearnedModelRow): LearnedModel {
  const sampled = outcomes > row.rows
  return {
    ...row,
    reason: sampled
      ? `${row.reason}; learned from the newest ${figure(row.rows)} of ${figure(outcomes)} outcomes`
      : row.reason,
  }
}

/** Points are those that a term has in the score: on the scale of the model, by the weight that it would have. */
export function presentModelDetail(row: LearnedModelDetailRow): LearnedModelDetail {
  const { card, options, figures, scale, ...model } = row
  const { features, pairs } = describeCard(card)
  const pointsPerLogOdds = (scale.pointsPerDoubling / Math.LN2) * row.weight
  return {
    ...presentModel(model),
    options,
    figures: figures.held_out,
    candidates: card.training.candidates.map(({ name, setting, logLoss, auc, later }) => ({
      name,
      setting,
      log_loss: logLoss,
      auc,
      later_log_loss: later?.logLoss ?? null,
      later_auc: later?.auc ?? null,
    })),
    left_out: leftOutOf(row),
    suspicious: figures.suspicious,
    base: { log_odds: card.base, win_rate: probabilityOf(card.base) },
    scale,
    shapes: features.map(({ name, label, kind, importance, bins }) => ({
      name,
      label,
      kind,
      importance,
      bins: bins.map(({ words, logOdds, rows }) => ({
        words,
        log_odds: logOdds,
        points: logOdds * pointsPerLogOdds,
        rows,
      })),
    })),
    pairs: pairs.map(({ first, second, label, importance, firstWords, secondWords, cells }) => ({
      first,
      second,
      label,
      importance,
      first_bins: firstWords,
      second_bins: secondWords,
      log_odds: cells,
    })),
    compared: figures.compared,
  }
}

function leftOutOf({ card, figures }: LearnedModelDetailRow): LearnedModelDetail['left_out'] {
  return [
    ...card.training.leftOut.map(({ name, reason, likelyLeak }) => ({
      name,
      reason,
      likely_leak: likelyLeak,
    })),
    ...figures.crowded_out.map((name) => ({
      name,
      reason: 'nearly every lead has a value of its own, or there are more fields than a model takes',
      likely_leak: false,
    })),
  ]
}
