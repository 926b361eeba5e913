import type { LearnedModelDetail } from '@leadglass/contracts/learning.ts'
import { pointsWords } from './model-words.ts'

export type Shape = LearnedModelDetail['shapes'][number]
type Bin = Shape['bins'][number]
export type Pair = LearnedModelDetail['pairs'][number]

/** `−3.2 to +8.1 points`. */
export function pointsRange({ bins }: Shape): string {
  const points = bins.filter(({ rows }) => rows > 0).map((bin) => bin.points)
  if (points.length === 0) return 'no points'
  return `${pointsWords(Math.min(...points))} to ${pointsWords(Math.max(...points))} points`
}

/** The largest points of a shape, whichever sign; never 0, so that one may divide by it. */
export function reachOf(points: readonly number[]): number {
  return Math.max(0.1, ...points.map(Math.abs))
}

/** Bins for leads whose value is missing, or so rare that it has no bin of its own. */
export const isSpecial = ({ words }: Bin) => words === 'missing' || words === 'other or rare'

/** In the order of their values, with the special ones last. */
export function binsInOrder({ bins }: Shape): Bin[] {
  return [...bins.filter((bin) => !isSpecial(bin)), ...bins.filter(isSpecial)]
}

/** `Highest for 40 and more (+8.1), lowest for none (−3.2).` */
export function shapeSentence({ bins }: Shape): string {
  const [first, ...others] = bins.filter(({ rows }) => rows > 0)
  if (!first) return 'It says nothing.'
  const highest = others.reduce((best, bin) => (bin.points > best.points ? bin : best), first)
  const lowest = others.reduce((best, bin) => (bin.points < best.points ? bin : best), first)
  return `Highest for ${highest.words} (${pointsWords(highest.points)}), lowest for ${lowest.words} (${pointsWords(lowest.points)}).`
}

/** The points of a pair of bins, as they stand in a score. */
export function pairPoints(
  { log_odds }: Pair,
  { scale, weight }: Pick<LearnedModelDetail, 'scale' | 'weight'>,
): number[][] {
  const factor = (scale.pointsPerDoubling / Math.LN2) * weight
  return log_odds.map((line) => line.map((value) => value * factor))
}

/** `Most when first is a and second is b (+2.1); least …` */
export function pairSentence(pair: Pair, points: readonly (readonly number[])[]): string {
  const cells = points.flatMap((line, row) =>
    line.map((value, column) => ({ value, row: pair.first_bins[row], column: pair.second_bins[column] })),
  )
  const sorted = cells.toSorted((one, other) => other.value - one.value)
  const [most, least] = [sorted[0], sorted.at(-1)]
  if (!most || !least) return ''
  const words = (cell: typeof most) => `${cell.row} with ${cell.column} (${pointsWords(cell.value)})`
  return `Beyond what each adds alone: most for ${words(most)}, least for ${words(least)}.`
}
