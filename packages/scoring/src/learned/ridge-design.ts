import { type BinnedFeature, missingBin } from './bin-columns.ts'
import { baseLogOdds, type Split } from './binned-table.ts'
import { holdRising, risingOrder } from './hold-monotone.ts'

/** Rows like the average that every level is mixed with before its evidence counts. */
export const pseudoRows = 20

/** How bins become inputs of a linear model: each bin sets one input to one value. */
export type RidgeDesign = { inputs: number; column: readonly Int32Array[]; value: readonly Float64Array[] }

/** The two readings of features that a linear model can have. */
export type RidgeReading = 'evidence' | 'levels'

/**
 * - `evidence`: one input per feature, the weight of evidence of its bin: the log-odds of the bin, mixed with
 *   20 rows like the average, less the log-odds of all (WoE, Good 1950; as credit scorecards use it).
 * - `levels`: one input per level, and the standardised value of a number with one input for missing.
 */
export function designOf(
  reading: RidgeReading,
  features: readonly BinnedFeature[],
  split: Split,
): RidgeDesign {
  return reading === 'evidence' ? evidenceDesign(features, split) : levelsDesign(features, split)
}

function evidenceDesign(features: readonly BinnedFeature[], split: Split): RidgeDesign {
  const column = features.map(({ bins }, at) => new Int32Array(bins).fill(at))
  const value = features.map((feature, at) => {
    // Levels stay apart: the pseudo-rows keep rare ones near zero. Numbers need rows enough per group.
    const groups = feature.kind === 'numeric' ? coarseGroups(feature, 12) : everyBin(feature)
    const codes = split.codes[at] ?? new Uint8Array()
    const evidence = evidenceOf(groups, codes, split)
    const order = risingOrder(feature)
    if (order) holdRising(evidence, order, feature.counts)
    return centred(evidence, codes, split.learned)
  })
  return { inputs: features.length, column, value }
}

function everyBin({ bins }: BinnedFeature): Uint8Array {
  return Uint8Array.from({ length: bins }, (_, bin) => bin)
}

/** The weight of evidence of each bin, by groups of bins. */
export function evidenceOf(
  groups: Uint8Array,
  codes: Uint8Array,
  { outcomes, learned }: Split,
): Float64Array {
  const count = Math.max(...groups) + 1
  const rows = new Float64Array(count)
  const won = new Float64Array(count)
  let all = 0
  for (let row = 0; row < learned; row++) {
    const group = groups[codes[row] ?? 0] ?? 0
    const outcome = outcomes[row] ?? 0
    rows[group] = (rows[group] ?? 0) + 1
    won[group] = (won[group] ?? 0) + outcome
    all += outcome
  }
  const rate = (all + 1) / (learned + 2)
  const base = baseLogOdds(all, learned)
  return Float64Array.from(groups, (group) => {
    const wins = (won[group] ?? 0) + pseudoRows * rate
    const losses = (rows[group] ?? 0) - (won[group] ?? 0) + pseudoRows * (1 - rate)
    return Math.log(wins / losses) - base
  })
}

function levelsDesign(features: readonly BinnedFeature[], split: Split): RidgeDesign {
  // A table of many levels keeps its commonest ones apart, so that the equations stay small.
  const most = Math.max(4, Math.min(32, Math.floor(400 / features.length)))
  let inputs = 0
  const column: Int32Array[] = []
  const value: Float64Array[] = []
  for (const [at, feature] of features.entries()) {
    if (feature.kind === 'categorical') {
      const first = inputs
      const groups = coarseGroups(feature, most)
      inputs += Math.max(...groups) + 1
      column.push(Int32Array.from(groups, (group) => first + group))
      value.push(new Float64Array(feature.bins).fill(1))
    } else {
      const places = new Int32Array(feature.bins).fill(inputs)
      places[missingBin] = inputs + 1
      inputs += 2
      const scaled = standardised(feature.centres, split.codes[at], split.learned)
      scaled[missingBin] = 1
      column.push(places)
      value.push(scaled)
    }
  }
  return { inputs, column, value }
}

/** Values with mean 0 and deviation 1, none further out than 5: an outlier must not bend the line. */
function standardised(centres: Float64Array, codes: Uint8Array | undefined, learned: number): Float64Array {
  const largest = centres.reduce((most, centre) => Math.max(most, Math.abs(centre)), 0)
  // Scaled first, as sums of huge numbers would overflow.
  const scaled = centres.map((centre) => (largest > 0 ? centre / largest : 0))
  const values = centred(scaled, codes, learned)
  let squares = 0
  for (let row = 0; row < learned; row++) squares += (values[codes?.[row] ?? 0] ?? 0) ** 2
  const deviation = Math.sqrt(squares / Math.max(1, learned))
  return values.map((value) => (deviation > 0 ? Math.max(-5, Math.min(5, value / deviation)) : 0))
}

function centred(values: Float64Array, codes: Uint8Array | undefined, learned: number): Float64Array {
  let sum = 0
  for (let row = 0; row < learned; row++) sum += values[codes?.[row] ?? 0] ?? 0
  const mean = sum / Math.max(1, learned)
  return values.map((value) => value - mean)
}

/**
 * Joins neighbouring bins of a number into groups of about equal weight, and keeps the largest levels apart,
 * the rest joined with the rare ones. The missing bin is a group of its own.
 *
 * @returns the group of each bin, counted from 0 (missing)
 */
export function coarseGroups(feature: BinnedFeature, most: number): Uint8Array {
  const groups = new Uint8Array(feature.bins)
  if (feature.kind === 'categorical') {
    const kept = Array.from(feature.counts, (rows, bin) => ({ rows, bin }))
      .slice(2)
      .sort((a, b) => b.rows - a.rows || a.bin - b.bin)
      .slice(0, most - 2)
      .sort((a, b) => a.bin - b.bin)
    groups.fill(1, 1)
    for (const [at, { bin }] of kept.entries()) groups[bin] = at + 2
    return groups
  }
  const total = feature.counts.subarray(1).reduce((sum, rows) => sum + rows, 0)
  const target = total / most
  let group = 1
  let filled = 0
  for (let bin = 1; bin < feature.bins; bin++) {
    const rows = feature.counts[bin] ?? 0
    if (filled > 0 && filled + rows / 2 > target && group < most) {
      group++
      filled = 0
    }
    groups[bin] = group
    filled += rows
  }
  return groups
}
