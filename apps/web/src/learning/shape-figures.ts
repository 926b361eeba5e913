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
export const isSpecial = ({ words }: { words: string }) => words === 'missing' || words === 'other or rare'

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

/** The points of a pair of bins as they stand in a score, without lines for values that no lead lacks. */
export function pairMap(pair: Pair, model: Pick<LearnedModelDetail, 'scale' | 'weight' | 'shapes'>): PairMap {
  const factor = (model.scale.pointsPerDoubling / Math.LN2) * model.weight
  const first = shownBins(pair.first_bins, model.shapes, pair.first)
  const second = shownBins(pair.second_bins, model.shapes, pair.second)
  return {
    rows: first.map(({ words }) => words),
    columns: second.map(({ words }) => words),
    points: first.map(({ index: row }) =>
      second.map(({ index: column }) => factor * (pair.log_odds[row]?.[column] ?? 0)),
    ),
  }
}

export type PairMap = { rows: string[]; columns: string[]; points: number[][] }

/** Special bins come last, and only where there are leads in them. */
function shownBins(words: readonly string[], shapes: readonly Shape[], name: string) {
  const shape = shapes.find((each) => each.name === name)
  const isEmpty = (bin: string) =>
    shape?.bins.some((each) => each.words === bin && isSpecial(each) && each.rows === 0) ?? false
  const bins = words.map((each, index) => ({ words: each, index })).filter((bin) => !isEmpty(bin.words))
  return [...bins.filter((bin) => !isSpecial(bin)), ...bins.filter(isSpecial)]
}

/** `Beyond what each adds alone: most for a with b (+2.1), least for …` */
export function pairSentence({ rows, columns, points }: PairMap): string {
  const cells = points.flatMap((line, row) =>
    line.map((value, column) => ({ value, words: `${rows[row]} with ${columns[column]}` })),
  )
  const sorted = cells.toSorted((one, other) => other.value - one.value)
  const [most, least] = [sorted[0], sorted.at(-1)]
  if (!most || !least) return ''
  return `Beyond what each adds alone: most for ${most.words} (${pointsWords(most.value)}), least for ${least.words} (${pointsWords(least.value)}).`
}
