import type { LeadReading } from '../lead-reading.ts'
import type { Evidence, LearnedField, LedgerGroup } from '../lead-score.ts'
import { limitEvidence, type RealTerm } from '../list-terms.ts'
import { scoreGroups } from '../scoring-model.ts'
import type { HeldGroups } from '../settle-groups.ts'
import { baselinePlace, type CompiledLearned, type LearnedFeature } from './compile-learned.ts'
import { binWords } from './describe-bins.ts'
import { binLabel } from './describe-feature.ts'
import { probabilityOf } from './log-odds.ts'

/** A line of a learned ledger with its weight in log-odds, by which lines are ordered. */
type LearnedLine = { group: number; rule: string; label: string; micro: number; evidence: Evidence }

/** Labels and words of bins, made once they are asked for. */
type BinTexts = Map<LearnedFeature, { label: string; words: string }[]>

/** What a lead has of a feature: where it lies, in words, and what is behind it. */
type FeatureFact = { feature: LearnedFeature; label: string; field: LearnedField; bin: number; ids: string[] }

/**
 * Makes the writer of the learned terms of a lead: features and pairs, the strongest first in each group, where
 * an average lead starts, and the limits that took effect. Terms of 0 stay, so that two ledgers of a version
 * have the same lines.
 */
export function learnedTermLister(learned: CompiledLearned) {
  const texts: BinTexts = new Map()
  return (
    reading: LeadReading,
    bins: Uint16Array,
    raw: readonly number[],
    held: HeldGroups,
  ): RealTerm[][] => {
    const facts = learned.features.map((feature, at) => factOf(feature, bins[at] ?? 0, reading, texts))
    const lines = [...facts.map(featureLine), ...pairLines(learned, facts)].sort(
      (a, b) => Math.abs(b.micro) - Math.abs(a.micro),
    )
    lines.push(baselineLine(learned))
    const groups: RealTerm[][] = raw.map(() => [])
    for (const line of lines) groups[line.group]?.push(realTerm(line))
    for (const [place, terms] of groups.entries()) terms.push(...limitTerms(place, raw, held))
    return groups
  }
}

function factOf(feature: LearnedFeature, bin: number, reading: LeadReading, texts: BinTexts): FeatureFact {
  const { ready, input } = feature
  const known = texts.get(feature) ?? []
  if (known.length === 0) texts.set(feature, known)
  const text = known[bin] ?? { label: binLabel(ready.card, bin), words: binWords(ready.card, bin) }
  known[bin] = text
  const field = { field: ready.card.name, value: input.value(reading), bin: text.words }
  return { feature, label: text.label, field, bin, ids: input.activities(reading) }
}

function featureLine({ feature, label, field, bin, ids }: FeatureFact): LearnedLine {
  return {
    group: feature.group,
    rule: `learned:${field.field}`,
    label,
    micro: feature.micro[bin] ?? 0,
    evidence: {
      kind: 'learned',
      fields: [field],
      logOdds: feature.logOdds[bin] ?? 0,
      rows: feature.ready.card.rows[bin] ?? 0,
      activityIds: ids,
    },
  }
}

function pairLines({ pairs }: CompiledLearned, facts: readonly FeatureFact[]): LearnedLine[] {
  return pairs.flatMap((pair): LearnedLine[] => {
    const first = facts[pair.first]
    const second = facts[pair.second]
    if (!first || !second) return []
    const cell = first.bin * pair.width + second.bin
    return [
      {
        group: pair.group,
        rule: `learned:${first.field.field}*${second.field.field}`,
        label: `${first.label}, together with: ${second.label}`,
        micro: pair.micro[cell] ?? 0,
        evidence: {
          kind: 'learned',
          fields: [first.field, second.field],
          logOdds: pair.logOdds[cell] ?? 0,
          rows: null,
          activityIds: [...new Set([...first.ids, ...second.ids])],
        },
      },
    ]
  })
}

function baselineLine({ base }: CompiledLearned): LearnedLine {
  return {
    group: baselinePlace,
    rule: 'learned:base',
    label: 'Where an average lead starts',
    micro: base.micro,
    evidence: { kind: 'baseline', logOdds: base.logOdds, winRate: probabilityOf(base.logOdds) },
  }
}

function realTerm({ group, rule, label, micro, evidence }: LearnedLine): RealTerm {
  return { micro, term: { group: groupName(group), rule, label, points: 0, evidence } }
}

function limitTerms(place: number, raw: readonly number[], held: HeldGroups): RealTerm[] {
  const micro = held.overallLimits[place] ?? 0
  if (micro === 0) return []
  const before = raw.reduce((sum, points) => sum + points, 0)
  const evidence = limitEvidence(held.total, before)
  const label = 'Limit of what was learned'
  return [{ micro, term: { group: groupName(place), rule: 'limit:learned', label, points: 0, evidence } }]
}

/** The name of a group of a ledger by its place. */
export function groupName(place: number): LedgerGroup {
  return scoreGroups[place] ?? 'baseline'
}
