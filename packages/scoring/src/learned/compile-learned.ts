import type { RuleIndexes } from '../compiled-rule.ts'
import type { LeadReading } from '../lead-reading.ts'
import { microPerPoint, toMicroPoints } from '../micro-points.ts'
import { type ScoringModel, scoreGroups } from '../scoring-model.ts'
import type { LearnedPart } from '../scoring-version.ts'
import type { WholeLimits } from '../settle-groups.ts'
import { type CompiledInput, compileInput } from './compile-input.ts'
import { maxLogOdds } from './log-odds.ts'
import type { PointScale } from './point-scale.ts'
import { binOf, prepareScorecard, type ReadyFeature, type ReadyPair } from './prepare-scorecard.ts'

/** The group of the baseline, by place, after those of the rules. */
export const baselinePlace = scoreGroups.length

/** Terms by their bins: what they add to the log-odds, and their points in millionths. */
type BinPoints = { logOdds: Float64Array; micro: Float64Array; group: number }

/** A feature of a scorecard with the way to its value. */
export type LearnedFeature = BinPoints & { ready: ReadyFeature; input: CompiledInput }

/** A pair of features by place; points by the bins of both, line by line. */
export type LearnedPair = BinPoints & { first: number; second: number; width: number }

/** The learned part of a version, fast to ask. */
export type CompiledLearned = {
  base: { logOdds: number; micro: number }
  features: readonly LearnedFeature[]
  pairs: readonly LearnedPair[]
  /** Where the points of log-odds within ±12 lie, never below 0. */
  limits: WholeLimits
}

/**
 * Makes the learned part of a version fast to ask: values are read by place, and every bin has its points.
 *
 * Formula: the points of a term are its log-odds × points per doubling ÷ ln 2; the base has the offset as well.
 * Features of activities stand in the group in which the rules count their type, else in engagement; fields in
 * the fit; a pair in the group of its first feature of activities, else in the fit.
 *
 * @throws RangeError when the card is of another format, or scale or weight are out of range
 */
export function compileLearned(
  { card, scale, weight }: LearnedPart,
  rules: ScoringModel,
  indexes: RuleIndexes,
): CompiledLearned {
  check(scale, weight)
  const { base, features: ready, pairs } = prepareScorecard(card)
  const microOf = (logOdds: number) => toMicroPoints((scale.pointsPerDoubling * logOdds) / Math.LN2)
  const features = ready.map((feature): LearnedFeature => {
    const input = compileInput(feature.card.name, indexes)
    const micro = feature.points.map(microOf)
    return { ready: feature, input, logOdds: feature.points, micro, group: groupOf(input, rules) }
  })
  return {
    base: { logOdds: base, micro: toMicroPoints(scale.offset) + microOf(base) },
    features,
    pairs: pairs.map((pair) => compilePair(pair, features, microOf, rules)),
    limits: limitsOf(scale),
  }
}

function check({ pointsPerDoubling, offset }: PointScale, weight: number) {
  if (!(weight >= 0 && weight <= 1)) throw new RangeError(`the weight must be from 0 to 1, not ${weight}`)
  if (!(pointsPerDoubling > 0 && pointsPerDoubling <= 1000)) {
    throw new RangeError(`pointsPerDoubling must be a number above 0, not ${pointsPerDoubling}`)
  }
  if (!(Math.abs(offset) <= 1e6)) throw new RangeError(`offset must be a number, not ${offset}`)
}

function compilePair(
  { first, second, points }: ReadyPair,
  features: readonly LearnedFeature[],
  microOf: (logOdds: number) => number,
  rules: ScoringModel,
): LearnedPair {
  const inputs = [features[first]?.input, features[second]?.input]
  const input = inputs.find((one) => one?.activity) ?? inputs[0]
  const width = points[0]?.length ?? 0
  const logOdds = Float64Array.from(points.flatMap((line) => [...line]))
  return { first, second, width, logOdds, micro: logOdds.map(microOf), group: groupOf(input, rules) }
}

function groupOf(input: CompiledInput | undefined, { rules }: ScoringModel): number {
  const activity = input?.activity
  if (!activity) return scoreGroups.indexOf('demographic_fit')
  const rule = rules.find((one) => one.kind === 'activity' && one.activity === activity)
  return scoreGroups.indexOf(rule?.group ?? 'engagement')
}

function limitsOf({ pointsPerDoubling, offset }: PointScale): WholeLimits {
  const reach = (pointsPerDoubling * maxLogOdds) / Math.LN2
  const held = (points: number) => toMicroPoints(Math.max(0, points))
  return { least: held(offset - reach), most: held(offset + reach) }
}

/** The learned side may fill what the rules leave of 100 points, and no more. */
export function roomBeside(rules: number, weight: number, { least, most }: WholeLimits): WholeLimits {
  const room = Math.floor((100 * microPerPoint - (1 - weight) * rules) / weight)
  return { least: Math.min(least, room), most: Math.min(most, room) }
}

/** The points of log-odds, in millionths, held within the limits. */
export function microOfLogOdds(logOdds: number, scale: PointScale, { least, most }: WholeLimits): number {
  const points = scale.offset + (scale.pointsPerDoubling * logOdds) / Math.LN2
  return Math.max(least, Math.min(most, Math.round(points * microPerPoint)))
}

/** Writes the bin of every feature, adds the points of a reading to their groups, and returns its log-odds. */
export function measureLearned(
  { base, features, pairs }: CompiledLearned,
  reading: LeadReading,
  bins: Uint16Array,
  raw: number[],
): number {
  let logOdds = base.logOdds
  raw[baselinePlace] = (raw[baselinePlace] ?? 0) + base.micro
  for (let at = 0; at < features.length; at++) {
    const feature = features[at]
    if (!feature) continue
    const bin = binOf(feature.ready, feature.input.value(reading))
    bins[at] = bin
    logOdds += feature.logOdds[bin] ?? 0
    raw[feature.group] = (raw[feature.group] ?? 0) + (feature.micro[bin] ?? 0)
  }
  for (let at = 0; at < pairs.length; at++) {
    const pair = pairs[at]
    if (!pair) continue
    const cell = (bins[pair.first] ?? 0) * pair.width + (bins[pair.second] ?? 0)
    logOdds += pair.logOdds[cell] ?? 0
    raw[pair.group] = (raw[pair.group] ?? 0) + (pair.micro[cell] ?? 0)
  }
  return logOdds
}
