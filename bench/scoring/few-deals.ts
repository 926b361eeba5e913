import { judge } from '@leadglass/scoring'
import { randomBy, shuffled } from './random.ts'
import { type DataSet, pickSet } from './read-set.ts'
import { expectThat, heading, meanOf, printTable, show } from './report.ts'
import type { Trainer } from './trainer.ts'
import { baseRate, engine, naiveBayes, strictLogisticRegression } from './trainers.ts'

const draws = 8

/** Few closed deals: random rows to learn from, all others to be judged on. */
export function judgeFewDeals(set: DataSet) {
  heading(`${set.name}, few deals: ${draws} draws each, judged on all other rows`)
  const trainers: [string, Trainer][] = [
    ['engine', engine()],
    ['base rate', baseRate],
    ['logistic regression C = 0.1', strictLogisticRegression],
    ["Odoo's naive Bayes", naiveBayes],
  ]
  for (const size of [50, 100, 200]) {
    const figures = trainers.map(([, train]) => drawFigures(set, size, train))
    const [own, base, regression, bayes] = figures
    if (!own || !base || !regression || !bayes) continue
    printTable([
      [`${size} rows`, 'AUC', 'log-loss'],
      ...trainers.map(([name], at) => [name, show(figures[at]?.auc), show(figures[at]?.logLoss)]),
    ])
    const bar = Math.max(regression.auc, bayes.auc) - 0.015
    expectThat(`log-loss ≤ base rate's ${show(base.logLoss)}`, own.logLoss <= base.logLoss, show(own.logLoss))
    expectThat(`AUC ≥ ${show(bar)}`, own.auc >= bar, show(own.auc))
  }
}

function drawFigures(set: DataSet, size: number, train: Trainer) {
  const judged = Array.from({ length: draws }, (_, draw) => {
    const order = shuffled(set.outcomes.length, randomBy(1000 + draw))
    const rest = pickSet(set, order.slice(size))
    const p = train(pickSet(set, order.slice(0, size)))(rest.columns, rest.outcomes.length)
    return judge(rest.outcomes, p)
  })
  return {
    auc: meanOf(judged.map(({ auc }) => auc?.value ?? 0.5)),
    logLoss: meanOf(judged.map(({ logLoss }) => logLoss)),
  }
}
