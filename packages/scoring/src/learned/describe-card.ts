import { binWords, groupWords } from './describe-bins.ts'
import { featureName } from './describe-feature.ts'
import type { CardFeature, CardPair, Scorecard } from './scorecard.ts'

/** A feature as a chart shows it: what each bin adds to the log-odds, and how many closed deals lay in it. */
export type DescribedFeature = {
  name: string
  /** The name in words. */
  label: string
  kind: CardFeature['kind']
  /** The mean size of what it adds, over the closed deals. */
  importance: number
  /** The first bin is for missing values; of levels the second for rare and unknown ones. */
  bins: { words: string; logOdds: number; rows: number }[]
  cuts: number[]
}

/** A pair as a chart shows it: groups of bins of either feature in words, and what each cell adds, line by line. */
export type DescribedPair = {
  first: string
  second: string
  label: string
  importance: number
  firstWords: string[]
  secondWords: string[]
  cells: number[][]
}

/** A scorecard in words and shapes, the most important terms first. */
export type DescribedCard = { features: DescribedFeature[]; pairs: DescribedPair[] }

/**
 * The shapes of the terms of a scorecard, for charts.
 *
 * Formula: the importance of a feature is the mean of what its bins add, without sign, weighted by their rows;
 * that of a pair takes the two features as independent, as a card does not keep the rows of cells.
 *
 * @example
 * describeCard(card).features[0] // { name: 'source', label: 'Source', kind: 'categorical', importance: 0.61, bins: […], cuts: [] }
 */
export function describeCard(card: Scorecard): DescribedCard {
  const byName = new Map(card.features.map((feature) => [feature.name, feature]))
  const pairs = card.pairs.flatMap((pair) => {
    const first = byName.get(pair.first)
    const second = byName.get(pair.second)
    return first && second ? [describePair(pair, first, second)] : []
  })
  return {
    features: card.features.map(describeFeature).sort(byImportance),
    pairs: pairs.sort(byImportance),
  }
}

function describeFeature(feature: CardFeature): DescribedFeature {
  const { name, kind, points, rows, cuts } = feature
  const bins = points.map((logOdds, bin) => ({
    words: binWords(feature, bin),
    logOdds,
    rows: rows[bin] ?? 0,
  }))
  const sizes = bins.map(({ logOdds }) => Math.abs(logOdds))
  return { name, label: featureName(name), kind, importance: meanBy(sizes, rows), bins, cuts: [...cuts] }
}

function describePair(pair: CardPair, first: CardFeature, second: CardFeature): DescribedPair {
  const { firstGroups, secondGroups, points } = pair
  const lineRows = rowsOf(firstGroups, first, points.length)
  const placeRows = rowsOf(secondGroups, second, points[0]?.length ?? 0)
  const sizes = points.map((line) => meanBy(line.map(Math.abs), placeRows))
  return {
    first: pair.first,
    second: pair.second,
    label: `${featureName(pair.first)} and ${featureName(pair.second)}`,
    importance: meanBy(sizes, lineRows),
    firstWords: wordsOf(firstGroups, first, points.length),
    secondWords: wordsOf(secondGroups, second, points[0]?.length ?? 0),
    cells: points.map((line) => [...line]),
  }
}

function rowsOf(groups: readonly number[], { rows }: CardFeature, count: number): number[] {
  const sums = new Array<number>(count).fill(0)
  for (const [bin, group] of groups.entries()) sums[group] = (sums[group] ?? 0) + (rows[bin] ?? 0)
  return sums
}

function wordsOf(groups: readonly number[], feature: CardFeature, count: number): string[] {
  const bins: number[][] = Array.from({ length: count }, () => [])
  for (const [bin, group] of groups.entries()) bins[group]?.push(bin)
  return bins.map((own) => groupWords(feature, own))
}

function meanBy(values: readonly number[], weights: readonly number[]): number {
  let sum = 0
  let all = 0
  for (const [at, value] of values.entries()) {
    sum += value * (weights[at] ?? 0)
    all += weights[at] ?? 0
  }
  return all > 0 ? sum / all : 0
}

function byImportance(a: { importance: number }, b: { importance: number }): number {
  return b.importance - a.importance
}
