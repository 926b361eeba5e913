import type { FieldValue } from '../scoring-model.ts'
import { learnedInput } from './learned-inputs.ts'
import type { CardFeature } from './scorecard.ts'

/** From where to where the values of a bin go, in words for evidence. */
type Range = { low: number | null; high: number | null; isWhole: boolean }

/**
 * A bin in words: 'from 3 to 5', 'up to 2', '6 or more', 'above 0.5 up to 1.2', a level, 'other or rare',
 * 'missing', or, of activities, 'never'.
 *
 * Formula: none. Numbers whose cuts are all whole or halves are taken to be whole ones.
 *
 * @example
 * binWords({ …, cuts: [2.5, 5.5] }, 2) // 'from 3 to 5'
 */
export function binWords(feature: CardFeature, bin: number): string {
  if (bin === 0) return isOfActivities(feature.name) ? 'never' : 'missing'
  if (feature.kind === 'categorical') {
    return bin === 1 ? 'other or rare' : (feature.levels[bin - 2] ?? 'other or rare')
  }
  return rangeWords(rangeOf(feature, bin, bin))
}

/** A group of bins in words: 'one of: ads, web', 'from 3 to 12'. */
export function groupWords(feature: CardFeature, bins: readonly number[]): string {
  const [first] = bins
  if (first === undefined) return 'nothing'
  if (bins.length === 1) return binWords(feature, first)
  if (feature.kind === 'categorical') {
    const levels = bins.filter((bin) => bin > 1)
    const rest = levels.length < bins.length ? ['other or rare'] : []
    const words = [...levels.slice(0, mostLevels).map((bin) => binWords(feature, bin)), ...rest]
    const more = levels.length > mostLevels ? [`${levels.length - mostLevels} more`] : []
    return `one of: ${[...words, ...more].join(', ')}`
  }
  return rangeWords(rangeOf(feature, first, bins.at(-1) ?? first))
}

const mostLevels = 8

/** What the values of numeric bins `from`…`to` are above, and up to. */
export function rangeOf({ cuts }: CardFeature, from: number, to: number): Range {
  const isWhole = cuts.every((cut) => Number.isInteger(cut * 2))
  const above = from > 1 ? (cuts[from - 2] ?? null) : null
  const upTo = cuts[to - 1] ?? null
  if (!isWhole) return { low: above, high: upTo, isWhole }
  return {
    low: above === null ? null : Math.floor(above) + 1,
    high: upTo === null ? null : Math.floor(upTo),
    isWhole,
  }
}

function rangeWords(range: Range): string {
  const words = numberWords(range)
  return range.isWhole && / to /.test(words) && range.low !== null ? `from ${words}` : words
}

/** '3 to 5', 'exactly 3', 'up to 2', '6 or more'; 'above 0.5 up to 1.2'; 'any value'. */
export function numberWords({ low, high, isWhole }: Range): string {
  if (low === null && high === null) return 'any value'
  if (low === null) return `up to ${plain(high)}`
  if (high === null) return isWhole ? `${plain(low)} or more` : `above ${plain(low)}`
  if (!isWhole) return `above ${plain(low)} up to ${plain(high)}`
  return low === high ? `exactly ${plain(low)}` : `${plain(low)} to ${plain(high)}`
}

/** A number with commas between thousands. */
export function plain(value: number | null): string {
  return value === null ? '' : value.toLocaleString('en', { maximumFractionDigits: 6 })
}

/** A value as a sales rep says it. */
export function levelWords(value: FieldValue): string {
  if (value === 'true') return 'yes'
  return value === 'false' ? 'no' : String(value)
}

function isOfActivities(name: string): boolean {
  const input = learnedInput(name)
  return input?.kind === 'count' || input?.kind === 'days'
}
