import { placeOf } from './bin-numbers.ts'
import { type CellValue, levelOf, numberOf } from './learning-table.ts'
import type { CardFeature, Scorecard } from './scorecard.ts'

/** A pair by the places of its features: one line per bin of the first, spread over the bins of the second. */
export type ReadyPair = { first: number; second: number; points: Float64Array[]; fields: readonly string[] }

/** A scorecard whose features and pairs are found by place. */
export type ReadyCard = {
  base: number
  features: readonly ReadyFeature[]
  pairs: readonly ReadyPair[]
}

/** A feature with its points by bin. */
export type ReadyFeature = {
  card: CardFeature
  cuts: Float64Array
  points: Float64Array
  binOfLevel: ReadonlyMap<string, number>
  fields: readonly string[]
}

/**
 * Makes a scorecard ready for reading bins and points by place.
 *
 * @throws RangeError when the card is of another format or a pair names a feature that it does not have
 */
export function prepareScorecard(card: Scorecard): ReadyCard {
  if (card.format !== 'leadglass-scorecard/1') {
    throw new RangeError(`${card.format} is no known format of a scorecard`)
  }
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
      points: pair.firstGroups.map((line) =>
        Float64Array.from(pair.secondGroups, (place) => pair.points[line]?.[place] ?? 0),
      ),
      fields: [pair.first, pair.second],
    }),
  )
  return { base: card.base, features, pairs }
}

/** The bin of a value. */
export function binOf({ card, cuts, binOfLevel }: ReadyFeature, value: CellValue): number {
  if (card.kind === 'numeric') {
    const number = numberOf(value)
    return Number.isNaN(number) ? 0 : placeOf(cuts, number) + 1
  }
  const level = levelOf(value)
  return level === null ? 0 : (binOfLevel.get(level) ?? 1)
}
