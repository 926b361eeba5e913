import { classify } from './classify.ts'
import { type CompiledModel, compileModel } from './compile-model.ts'
import { compileRules, groupLimitsOf, nameIndexes, sumRules } from './compile-rules.ts'
import type { CompiledRule } from './compiled-rule.ts'
import { fingerprintModel } from './fingerprint-model.ts'
import { createLeadReader, type LeadReading } from './lead-reading.ts'
import type { LeadFacts, LeadScore, ScoreLedger } from './lead-score.ts'
import {
  type CompiledLearned,
  compileLearned,
  measureLearned,
  microOfLogOdds,
  roomBeside,
} from './learned/compile-learned.ts'
import { learnedTermLister } from './learned/list-learned-terms.ts'
import { limitedLogOdds, probabilityOf } from './learned/log-odds.ts'
import type { PointScale } from './learned/point-scale.ts'
import { listActivityLimits } from './list-activity-limits.ts'
import { type RealTerm, realTerms, roundTerms } from './list-terms.ts'
import { matchRules } from './match-rules.ts'
import { type GroupLimits, type ScoreThresholds, type ScoringModel, scoreGroups } from './scoring-model.ts'
import type { LearnedPart, ScoringVersion } from './scoring-version.ts'
import { type HeldGroups, holdGroups, roundGroups } from './settle-groups.ts'

/**
 * A version made ready to score many leads. `scoreWithHeldOut` is for report cards, whose leads the model must not
 * have seen: the score that a lead would have if the learned part had not been trained on it, from log-odds as
 * `predictFold` gives them. They have no terms, so what was learned is all in the baseline. With rules alone it is
 * their score.
 */
export type CompiledVersion = CompiledModel & {
  scoreWithHeldOut: (facts: LeadFacts, at: number, heldOutLogOdds: number) => LeadScore
}

/**
 * Makes a version ready to score many leads: rules alone, or rules blended with what was learned.
 *
 * Formula: score = (1 − weight) × points of the rules + weight × learned points; the rules are held between 0 and
 * 100 before, what was learned between 0 and what the rules leave of 100. Every term of either side is multiplied by the weight of its side and the whole is rounded as in
 * `compileModel`, so the terms of a blended score sum to it as well. Without a learned part, or with weight 0,
 * it is `compileModel`.
 *
 * @throws RangeError when the rules are not valid, the card is of another format, or weight or scale are out of
 * range
 * @example
 * compileVersion({ rules: b2bModel, learned: null }).score(dana, now).total // 12
 */
export function compileVersion({ rules, learned }: ScoringVersion): CompiledVersion {
  if (!learned || learned.weight === 0) {
    const compiled = compileModel(rules)
    return { ...compiled, scoreWithHeldOut: compiled.score }
  }
  return compileBlend(rules, learned)
}

type Blend = {
  model: ScoringModel
  rules: readonly CompiledRule[]
  limits: readonly GroupLimits[]
  learned: CompiledLearned
  scale: PointScale
  weight: number
  read: (facts: LeadFacts, at: number) => LeadReading
  listLearned: ReturnType<typeof learnedTermLister>
  fingerprints: { model: string; learned: string }
  /** The bins of the reading at hand. */
  bins: Uint16Array
}

function compileBlend(model: ScoringModel, part: LearnedPart): CompiledVersion {
  const names = nameIndexes()
  const rules = compileRules(model, names)
  const learned = compileLearned(part, model, names)
  const blend: Blend = {
    model,
    rules,
    limits: groupLimitsOf(model),
    learned,
    scale: part.scale,
    weight: part.weight,
    read: createLeadReader(names.fields, names.types),
    listLearned: learnedTermLister(learned),
    fingerprints: { model: fingerprintModel(model), learned: fingerprintModel(part) },
    bins: new Uint16Array(learned.features.length),
  }
  return {
    model,
    activityLimits: listActivityLimits(model, part.card),
    score: (facts, at) => scoreBlend(blend, facts, at),
    scoreWithHeldOut: (facts, at, heldOutLogOdds) => scoreHeldOut(blend, facts, at, heldOutLogOdds),
    explain: (facts, at) => explainBlend(blend, facts, at),
  }
}

function scoreBlend(blend: Blend, facts: LeadFacts, at: number): LeadScore {
  const { model, rules, limits, learned, weight, bins } = blend
  const reading = blend.read(facts, at)
  const raw = [0, 0, 0, 0]
  const logOdds = measureLearned(learned, reading, bins, raw)
  const byRules = holdGroups(sumRules(rules, reading), limits)
  const byLearning = holdGroups(raw, [], roomBeside(byRules.total, weight, learned.limits))
  return blendedScore(blendGroups(byRules, byLearning, weight), model.thresholds, logOdds)
}

function scoreHeldOut(blend: Blend, facts: LeadFacts, at: number, logOdds: number): LeadScore {
  if (Number.isNaN(logOdds)) throw new RangeError('heldOutLogOdds must be a number, not NaN')
  const { model, rules, limits, learned, weight } = blend
  const byRules = holdGroups(sumRules(rules, blend.read(facts, at)), limits)
  const micro = microOfLogOdds(logOdds, blend.scale, roomBeside(byRules.total, weight, learned.limits))
  const byLearning = { total: micro, groups: [0, 0, 0, micro] }
  return blendedScore(blendGroups(byRules, byLearning, weight), model.thresholds, logOdds)
}

function explainBlend(blend: Blend, facts: LeadFacts, at: number): ScoreLedger {
  const { model, learned, weight, bins } = blend
  const reading = blend.read(facts, at)
  const { raw, matches } = matchRules(blend.rules, reading)
  const learnedRaw = [0, 0, 0, 0]
  const logOdds = measureLearned(learned, reading, bins, learnedRaw)
  const byRules = holdGroups(raw, blend.limits)
  const byLearning = holdGroups(learnedRaw, [], roomBeside(byRules.total, weight, learned.limits))
  const blended = blendGroups(byRules, byLearning, weight)
  const learnedTerms = blend.listLearned(reading, bins, learnedRaw, byLearning)
  const terms = learnedTerms.flatMap((own, index) => {
    const group = scoreGroups[index]
    const ruled = group ? realTerms(matches, { group, index }, raw, byRules) : []
    return roundTerms([...weighted(ruled, 1 - weight), ...weighted(own, weight)], blended.whole[index] ?? 0)
  })
  const basis = { at, ...blend.fingerprints, weight }
  return { ...blendedScore(blended, model.thresholds, logOdds), terms, basis, weight }
}

function weighted(terms: readonly RealTerm[], weight: number): RealTerm[] {
  return terms.map(({ micro, term }) => ({ micro: micro * weight, term }))
}

/** The mean of both sides by their weight: the total from the totals, so that it moves only the way they move. */
function blendGroups(
  rules: Pick<HeldGroups, 'total' | 'groups'>,
  learned: Pick<HeldGroups, 'total' | 'groups'>,
  weight: number,
) {
  const mean = (byRules: number, byLearning: number) => (1 - weight) * byRules + weight * byLearning
  const groups = learned.groups.map((own, place) => mean(rules.groups[place] ?? 0, own))
  return roundGroups(groups, mean(rules.total, learned.total))
}

function blendedScore(
  { total, whole }: ReturnType<typeof roundGroups>,
  thresholds: ScoreThresholds,
  logOdds: number,
): LeadScore {
  const [engagement = 0, buying = 0, fit = 0, baseline = 0] = whole
  return {
    total,
    classification: classify(total, thresholds),
    breakdown: { engagement, buying_signals: buying, demographic_fit: fit, baseline },
    winProbability: probabilityOf(limitedLogOdds(logOdds)),
  }
}
