import { placeOf } from './bin-numbers.ts'
import { type CellValue, type Column, type LearningRow, levelOf, numberOf } from './learning-table.ts'
import { maxLogOdds, probabilityOf } from './log-odds.ts'
import type { CardFeature, Scorecard } from './scorecard.ts'

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

type ReadyPair = { first: number; second: number; points: Float64Array[]; fields: readonly string[] }

type Ready = {
  base: number
  features: readonly ReadyFeature[]
  pairs: readonly ReadyPair[]
}

type ReadyFeature = {
  card: CardFeature
  cuts: Float64Array
  points: Float64Array
  binOfLevel: ReadonlyMap<string, number>
  fields: readonly string[]
}

/**
 * Makes a scorecard ready for scoring: the one path for records, explanations and whole tables.
 *
 * @throws RangeError when the card is of another format or a pair names a feature that it does not have
 * @example
 * compileScorecard(card).probability({ company_size: 120, source: 'referral' }) // 0.31
 */
export function compileScorecard(card: Scorecard): CompiledScorecard {
  const ready = prepare(card)
  const bins = new Uint16Array(ready.features.length)
  const score = (row: LearningRow) => {
    placeRow(ready, row, bins)
    return limited(sumOf(ready, bins))
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

function prepare(card: Scorecard): Ready {
  if (card.format !== 'leadglass-scorecard/1')
    throw new RangeError(`${card.format} is no known format of a scorecard`)
  const features = card.features.map(
    (feature): ReadyFeature => ({
      card: feature,
      cuts: Float64Array.from(feature.cuts),
      points: Float64Array.from(feature.points),
      binOfLevel: new Map(feature.levels.map((level, at) => [level, at + 2])),
      fields: [feature.name],
    }),
  )
  const placeOfFeature = new Map(card.features.map(({ name }, at) => [name, at]))
  const find = (name: string) => {
    const place = placeOfFeature.get(name)
    if (place === undefined) throw new RangeError(`a pair names ${name}, which is no feature of the card`)
    return place
  }
  const pairs = card.pairs.map(
    (pair): ReadyPair => ({
      first: find(pair.first),
      second: find(pair.second),
      // One line per bin of the first feature, spread over the bins of the second: a look-up per row.
      points: pair.firstGroups.map((line) =>
        Float64Array.from(pair.secondGroups, (place) => pair.points[line]?.[place] ?? 0),
      ),
      fields: [pair.first, pair.second],
    }),
  )
  return { base: card.base, features, pairs }
}

function placeRow({ features }: Ready, row: LearningRow, bins: Uint16Array) {
  for (let at = 0; at < features.length; at++) {
    const feature = features[at]
    if (feature) bins[at] = binOf(feature, row[feature.card.name])
  }
}

function binOf({ card, cuts, binOfLevel }: ReadyFeature, value: CellValue): number {
  if (card.kind === 'numeric') {
    const number = numberOf(value)
    return Number.isNaN(number) ? 0 : placeOf(cuts, number) + 1
  }
  const level = levelOf(value)
  return level === null ? 0 : (binOfLevel.get(level) ?? 1)
}

function sumOf({ base, features, pairs }: Ready, bins: Uint16Array): number {
  let sum = base
  for (let at = 0; at < features.length; at++) sum += features[at]?.points[bins[at] ?? 0] ?? 0
  for (let at = 0; at < pairs.length; at++) {
    const pair = pairs[at]
    if (pair) sum += pair.points[bins[pair.first] ?? 0]?.[bins[pair.second] ?? 0] ?? 0
  }
  return sum
}

function limited(logOdds: number): number {
  return Math.max(-maxLogOdds, Math.min(maxLogOdds, logOdds))
}

function explainBins(ready: Ready, bins: Uint16Array): Explanation {
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
  const logOdds = limited(sum)
  if (logOdds !== sum) contributions.push({ kind: 'limit', fields: [], logOdds: logOdds - sum })
  contributions.sort((a, b) => Math.abs(b.logOdds) - Math.abs(a.logOdds))
  return { base, contributions, logOdds, probability: probabilityOf(logOdds) }
}

function scoreColumns(ready: Ready, columns: readonly Column[], rows: number): Float64Array {
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
  return scores.map(limited)
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
