import {
  type CandidateName,
  compileScorecard,
  fitScorecard,
  probabilityOf,
  type Scorecard,
} from '@leadglass/scoring'
import { trainLogisticRegression } from './logistic-regression.ts'
import { trainNaiveBayes } from './naive-bayes.ts'
import type { Trainer } from './trainer.ts'

/** The engine under test; `seen` is told of every card. */
export function engine(
  candidate: CandidateName | 'auto' = 'auto',
  keep: 'all' | readonly string[] = [],
  seen: (card: Scorecard) => void = () => {},
): Trainer {
  return (lesson) => {
    const card = fitScorecard(lesson, { candidate, keep })
    seen(card)
    const { scoreColumns } = compileScorecard(card)
    return (columns, rows) => scoreColumns(columns, rows).map(probabilityOf)
  }
}

/** The win rate of the training rows for everybody. */
export const baseRate: Trainer = ({ outcomes }) => {
  const won = outcomes.reduce((sum, outcome) => sum + outcome, 0)
  return (_, rows) => new Float64Array(rows).fill((won + 1e-9) / (outcomes.length + 2e-9))
}

/** What the engine is compared with. */
export const logisticRegression: Trainer = (lesson) => trainLogisticRegression(lesson, 1)
export const strictLogisticRegression: Trainer = (lesson) => trainLogisticRegression(lesson, 0.1)
export const naiveBayes: Trainer = trainNaiveBayes

/** Those whose memory is measured, by name. */
export const trainers: Readonly<Record<string, Trainer>> = {
  engine: engine(),
  'logistic regression': logisticRegression,
  "Odoo's naive Bayes": naiveBayes,
}
