import { type Judgement, judge } from '@leadglass/scoring'
import { peakMemory } from './measure-memory.ts'
import { randomBy } from './random.ts'
import { type DataSet, pickRows, pickSet } from './read-set.ts'
import { expectThat, heading, meanOf, printTable, show } from './report.ts'
import { targets } from './targets.ts'
import type { Trainer } from './trainer.ts'
import { engine, logisticRegression, naiveBayes } from './trainers.ts'

/** What a trainer reached on the folds: means over the repetitions of the folds. */
type FoldFigures = {
  auc: number
  logLoss: number
  brier: number
  ece: number
  /** What a perfectly calibrated model would show on so many rows: on average, and in all but 5 % of cases. */
  eceByChance: { mean: number; most: number }
  slope: number
  lift: number
  fitSeconds: number
  rowsPerSecond: number
}

/** Judges the engine on the folds of a set, beside logistic regression and Odoo's naive Bayes. */
export function judgeFolds(set: DataSet) {
  heading(
    `${set.name}: ${set.outcomes.length} rows, ${set.columns.length} inputs, ${set.folds.length} × folds`,
  )
  const chosen = new Map<string, number>()
  const own = figuresOf(
    set,
    engine('auto', [], ({ candidate }) => chosen.set(candidate, (chosen.get(candidate) ?? 0) + 1)),
  )
  printTable([
    ['', 'AUC', 'log-loss', 'Brier', 'ECE', 'slope', 'lift 10 %', 'fit s', 'rows/s', 'peak MB'],
    lineOf('engine', own, set),
    lineOf('logistic regression', figuresOf(set, logisticRegression), set),
    lineOf("Odoo's naive Bayes", figuresOf(set, naiveBayes), set),
  ])
  console.log(
    `  peak MB: of a process that reads the set and trains once; reading alone ${peakMemory(set.folder)}`,
  )
  console.log(`  chosen: ${[...chosen].map(([name, count]) => `${name} ${count}×`).join(', ')}`)
  const target = targets[set.name]
  if (target) {
    expectThat(`AUC ≥ ${show(target.auc)}`, own.auc >= target.auc, show(own.auc))
    expectThat(`log-loss ≤ ${show(target.logLoss)}`, own.logLoss <= target.logLoss, show(own.logLoss))
  }
  expectThat('calibration slope 0.85–1.2', own.slope >= 0.85 && own.slope <= 1.2, show(own.slope, 3))
  const most = set.outcomes.length >= 10_000 ? 0.015 : 0.03
  // With few rows even a perfect model misses by chance: up to that, an error shows nothing.
  const chance = own.eceByChance
  const figure = `${show(own.ece)} (a perfectly calibrated model: ${show(chance.mean)} on average, up to ${show(chance.most)} by chance)`
  expectThat(
    `ECE ≤ ${most}, or what chance does on so few rows`,
    own.ece <= Math.max(most, chance.most),
    figure,
  )
}

function lineOf(name: string, figures: FoldFigures, set: DataSet): string[] {
  const { auc, logLoss, brier, ece, slope, lift, fitSeconds, rowsPerSecond } = figures
  return [
    name,
    show(auc),
    show(logLoss),
    show(brier),
    show(ece),
    show(slope, 3),
    show(lift, 2),
    show(fitSeconds, 2),
    Math.round(rowsPerSecond).toLocaleString('en'),
    String(peakMemory(set.folder, name)),
  ]
}

/** Every row is predicted once per repetition, by a model that has not seen its fold. */
function figuresOf(set: DataSet, train: Trainer): FoldFigures {
  const chances: number[] = []
  let fitMs = 0
  let scoreMs = 0
  let fits = 0
  const judged: Judgement[] = []
  for (const folds of set.folds) {
    const p = new Float64Array(set.outcomes.length)
    for (let fold = 0; fold <= Math.max(...folds); fold++) {
      const inside = rowsWhere(folds, (own) => own !== fold)
      const outside = rowsWhere(folds, (own) => own === fold)
      const start = performance.now()
      const predict = train(pickSet(set, inside))
      fitMs += performance.now() - start
      fits++
      const columns = pickRows(set.columns, outside)
      const scoring = performance.now()
      const found = predict(columns, outside.length)
      scoreMs += performance.now() - scoring
      for (const [at, row] of outside.entries()) p[row] = found[at] ?? 0
    }
    for (let draw = 0; draw < 20; draw++) chances.push(errorByChance(p, draw))
    judged.push(judge(set.outcomes, p))
  }
  const mean = (pick: (judgement: Judgement) => number) => meanOf(judged.map(pick))
  return {
    auc: mean(({ auc }) => auc?.value ?? 0.5),
    logLoss: mean(({ logLoss }) => logLoss),
    brier: mean(({ brier }) => brier),
    ece: mean(({ ece }) => ece),
    eceByChance: {
      mean: meanOf(chances),
      most: chances.toSorted((a, b) => a - b)[Math.floor(chances.length * 0.95)] ?? 0,
    },
    slope: mean(({ calibration }) => calibration.slope ?? 0),
    lift: mean(({ topDecile }) => topDecile.lift ?? 0),
    fitSeconds: fitMs / 1000 / fits,
    rowsPerSecond: (set.outcomes.length * set.folds.length * 1000) / scoreMs,
  }
}

/** The calibration error of outcomes drawn by the very probabilities. */
function errorByChance(p: Float64Array, draw: number): number {
  const random = randomBy(draw)
  return judge(
    p.map((own) => (random() < own ? 1 : 0)),
    p,
  ).ece
}

function rowsWhere(folds: Uint8Array, test: (fold: number) => boolean): number[] {
  return Array.from(folds.keys()).filter((row) => test(folds[row] ?? 0))
}
