import type { ScoringModel } from '@leadglass/scoring'
import type { ActiveModel } from './active-model.ts'

const dayMs = 86_400_000

/** A point has a million parts: after so many half-lives nothing of a hundred points is left. */
const halfLivesOfPoints = 28

/** When time alone can move the score of a lead. */
export type RescoreHorizon = {
  /** An activity that is older at the moment of a score changes no later score. */
  youngMs: number
  /** After how long a silence since the creation of the lead counts. */
  silencesMs: number[]
}

/** What the version in force says of time: a lead that nothing of it touches keeps its score and is not read. */
export function rescoreHorizon({ compiled, learned }: ActiveModel): RescoreHorizon {
  const { rules } = compiled.model
  const silences = [...new Set(rules.flatMap((rule) => (rule.kind === 'silence' ? [rule.days * dayMs] : [])))]
  // What was learned may ask for the days since any activity, however many they are.
  const youngMs = learned ? Number.MAX_SAFE_INTEGER : Math.max(0, ...rules.map(lastsMs))
  return { youngMs: Math.min(youngMs, longestMs), silencesMs: silences }
}

/** More than any history, and less than what a timestamp of PostgreSQL can hold. */
const longestMs = 1_000 * 365 * dayMs

/** How long after an activity the rule still moves. */
function lastsMs(rule: ScoringModel['rules'][number]): number {
  if (rule.kind === 'silence') return rule.days * dayMs
  if (rule.kind === 'field') return 0
  return (rule.windowInDays ?? (rule.halfLifeInDays ?? 0) * halfLivesOfPoints) * dayMs
}
