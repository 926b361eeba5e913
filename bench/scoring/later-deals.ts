import { judge, type Scorecard } from '@leadglass/scoring'
import { type DataSet, pickSet } from './read-set.ts'
import { expectThat, heading, printTable, show } from './report.ts'
import type { Trainer } from './trainer.ts'
import { engine, logisticRegression, naiveBayes } from './trainers.ts'

/** Later deals: the first 70 % of the rows to learn from, the last 30 % to be judged on. */
export function judgeLaterDeals(set: DataSet) {
  heading(`${set.name}, later deals: first 70 % → last 30 %`)
  const order = set.ids.map(Number)
  const rows = Array.from(order.keys()).sort((a, b) => (order[a] ?? 0) - (order[b] ?? 0))
  const border = Math.floor(rows.length * 0.7)
  const early = rows.slice(0, border)
  const lesson = { ...pickSet(set, early), times: Float64Array.from(early, (row) => order[row] ?? 0) }
  const rest = pickSet(set, rows.slice(border))
  const judged = (train: Trainer) => judge(rest.outcomes, train(lesson)(rest.columns, rest.outcomes.length))
  let card: Scorecard | null = null
  const own = judged(engine('auto', [], (seen) => (card = seen)))
  const regression = judged(logisticRegression)
  const bayes = judged(naiveBayes)
  const line = (name: string, { auc, logLoss, ece }: typeof own) => [
    name,
    show(auc?.value),
    show(logLoss),
    show(ece),
  ]
  printTable([
    ['', 'AUC', 'log-loss', 'ECE'],
    line('engine', own),
    line('logistic regression', regression),
    line("Odoo's naive Bayes", bayes),
  ])
  console.log(`  ${reasonOf(card)}`)
  const area = (regression.auc?.value ?? 0.5) - 0.01
  expectThat(`AUC ≥ ${show(area)}`, (own.auc?.value ?? 0) >= area, show(own.auc?.value))
  const most = regression.logLoss + 0.02
  expectThat(`log-loss ≤ ${show(most)}`, own.logLoss <= most, show(own.logLoss))
}

function reasonOf(card: Scorecard | null): string {
  return card ? card.training.reason : ''
}
