import type { BinnedFeature } from './bin-columns.ts'
import { type CardTerms, purifyTerms } from './card-terms.ts'
import { risingOrder } from './hold-monotone.ts'
import type { CardFeature, CardPair, CardTraining, Scorecard } from './scorecard.ts'

/** Terms whose points are all smaller than this say nothing and are left out. */
const least = 1e-6

/** A scorecard from the terms of the chosen candidate, in canonical form and rounded to millionths. */
export function buildCard(
  candidate: Scorecard['candidate'],
  terms: CardTerms,
  features: readonly BinnedFeature[],
  training: CardTraining,
): Scorecard {
  const pure = purifyTerms(terms, features)
  const pairs = pure.pairs.flatMap(({ grid, cells }): CardPair[] => {
    if (cells.every((points) => Math.abs(points) < least)) return []
    return [
      {
        first: features[grid.first]?.name ?? '',
        second: features[grid.second]?.name ?? '',
        firstGroups: [...grid.rowOf],
        secondGroups: [...grid.columnOf],
        points: Array.from({ length: grid.rows }, (_, row) =>
          Array.from(cells.subarray(row * grid.columns, (row + 1) * grid.columns), round),
        ),
      },
    ]
  })
  const paired = new Set(pairs.flatMap(({ first, second }) => [first, second]))
  const card = features.flatMap((feature, at): CardFeature[] => {
    const points = Array.from(heldAfterRounding(pure.mains[at] ?? new Float64Array(), feature))
    if (points.every((one) => one === 0) && !paired.has(feature.name)) return []
    const { name, kind, cuts, levels, counts } = feature
    return [{ name, kind, cuts: [...cuts], levels: [...levels], points, rows: [...counts] }]
  })
  return {
    format: 'leadglass-scorecard/1',
    candidate,
    base: round(pure.base),
    features: card,
    pairs,
    training,
  }
}

/** Rounded points; what a mean over folds or rounding itself has put out of order by a millionth is put right. */
function heldAfterRounding(main: Float64Array, feature: BinnedFeature): Float64Array {
  const points = main.map(round)
  let least = Number.NEGATIVE_INFINITY
  for (const bin of risingOrder(feature) ?? []) {
    least = Math.max(least, points[bin] ?? 0)
    points[bin] = least
  }
  return points
}

function round(points: number): number {
  return Math.round(points * 1e6) / 1e6 + 0
}
