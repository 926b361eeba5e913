import { placeOf } from './bin-numbers.ts'
import type { Column, LearningRow } from './learning-table.ts'
import { limitedLogOdds, probabilityOf } from './log-odds.ts'
import { binOf, prepareScorecard, type ReadyCard, type ReadyFeature } from './prepare-scorecard.ts'
import type { Scorecard } from './scorecard.ts'

/**
 * What one term adds to the log-odds of a row. `feature` and `pair` name fields; `limit` is what is taken off
 * where the sum would claim more than ±12.
 */
export type Contribution = {
  kind: 'feature' | 'pair' | 'limit'
  fields: readonly string[]
  logOdds: number
}

/** Why a row has its probability: base and contributions sum to the log-odds, the largest first. */
export type Explanation = {
  base: number
  contributions: Contribution[]
  logOdds: number
  probability: number
}

/** A scorecard made ready for many rows. */
export type CompiledScorecard = {
  logOdds: (row: LearningRow) => number
  probability: (row: LearningRow) => number
  explain: (row: LearningRow) => Explanation
  /** The log-odds of all rows of a table at once; columns are found by name, absent ones are missing. */
  scoreColumns: (columns: readonly Column[], rows: number) => Float64Array
}

/**
 * Makes a scorecard ready for scoring: the one path for records, explanations and whole tables.
 *
 * @throws RangeError when the card is of another format or a pair names a feature that it does not have
 * @example
 * compileScorecard(card).probability({ company_size: 120, source: 'referral' }) // 0.31
 */
export function compileScorecard(card: Scorecard): CompiledScorecard {
  const ready = prepareScorecard(card)
  const bins = new Uint16Array(ready.features.length)
  const score = (row: LearningRow) => {
    placeRow(ready, row, bins)
    return limitedLogOdds(sumOf(ready, bins))
  }
  return {
    logOdds: score,
    probability: (row) => probabilityOf(score(row)),
    explain: (row) => {
      placeRow(ready, row, bins)
      return explainBins(ready, bins)
    },
    scoreColumns: (columns, rows) => scoreColumns(ready, columns, rows),
  }
}

function placeRow({ features }: ReadyCard, row: LearningRow, bins: Uint16Array) {
  for (let at = 0; at < features.length; at++) {
    const feature = features[at]
    if (feature) bins[at] = binOf(feature, row[feature.card.name])
  }
}

function sumOf({ base, features, pairs }: ReadyCard, bins: Uint16Array): number {
  let sum = base
  for (let at = 0; at < features.length; at++) sum += features[at]?.points[bins[at] ?? 0] ?? 0
  for (let at = 0; at < pairs.length; at++) {
    const pair = pairs[at]
    if (pair) sum += pair.points[bins[pair.first] ?? 0]?.[bins[pair.second] ?? 0] ?? 0
  }
  return sum
}

function explainBins(ready: ReadyCard, bins: Uint16Array): Explanation {
  const { base, features, pairs } = ready
  const contributions: Contribution[] = []
  let sum = base
  for (const [at, { points, fields }] of features.entries()) {
    const logOdds = points[bins[at] ?? 0] ?? 0
    sum += logOdds
    if (logOdds !== 0) contributions.push({ kind: 'feature', fields, logOdds })
  }
  for (const { first, second, points, fields } of pairs) {
    const logOdds = points[bins[first] ?? 0]?.[bins[second] ?? 0] ?? 0
    sum += logOdds
    if (logOdds !== 0) contributions.push({ kind: 'pair', fields, logOdds })
  }
  const logOdds = limitedLogOdds(sum)
  if (logOdds !== sum) contributions.push({ kind: 'limit', fields: [], logOdds: logOdds - sum })
  contributions.sort((a, b) => Math.abs(b.logOdds) - Math.abs(a.logOdds))
  return { base, contributions, logOdds, probability: probabilityOf(logOdds) }
}

function scoreColumns(ready: ReadyCard, columns: readonly Column[], rows: number): Float64Array {
  const byName = new Map(columns.map((column) => [column.name, column]))
  const bins = ready.features.map((feature) => binsOf(feature, byName.get(feature.card.name), rows))
  const scores = new Float64Array(rows).fill(ready.base)
  for (const [at, { points }] of ready.features.entries()) {
    const places = bins[at] ?? new Uint16Array()
    for (let row = 0; row < rows; row++) scores[row] = (scores[row] ?? 0) + (points[places[row] ?? 0] ?? 0)
  }
  for (const { first, second, points } of ready.pairs) {
    const lines = bins[first] ?? new Uint16Array()
    const places = bins[second] ?? new Uint16Array()
    for (let row = 0; row < rows; row++) {
      scores[row] = (scores[row] ?? 0) + (points[lines[row] ?? 0]?.[places[row] ?? 0] ?? 0)
    }
  }
  return scores.map(limitedLogOdds)
}

function binsOf(feature: ReadyFeature, column: Column | undefined, rows: number): Uint16Array {
  const bins = new Uint16Array(rows)
  if (!column) return bins
  if (column.kind === 'numeric' && feature.card.kind === 'numeric') {
    const { values } = column
    for (let row = 0; row < rows; row++) {
      const value = values[row] ?? Number.NaN
      bins[row] = Number.isFinite(value) ? placeOf(feature.cuts, value) + 1 : 0
    }
    return bins
  }
  const binOfCode =
    column.kind === 'categorical' ? Uint16Array.from(column.levels, (level) => binOf(feature, level)) : null
  for (let row = 0; row < rows; row++) {
    if (column.kind === 'numeric') bins[row] = binOf(feature, column.values[row])
    else {
      const code = column.codes[row] ?? -1
      bins[row] = code < 0 ? 0 : (binOfCode?.[code] ?? 0)
    }
  }
  return bins
}
