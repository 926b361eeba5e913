import { type CompiledVersion, compileVersion, type Scorecard, type ScoringModel } from '@leadglass/scoring'
import { mostCounted } from '../scoring/most-counted.ts'
import { type NeededFacts, neededFacts } from './brief-facts.ts'
import { profileColumns } from './impact-lead-repository.ts'
import type { VersionDetailRow } from './version-repository.ts'

/** The version in force and what it would be with other rules, beside the same learned part. */
export type ComparedVersions = {
  version: number
  learnedModelId: string | null
  before: CompiledVersion
  after: CompiledVersion
  needed: NeededFacts
  /** No more activities of a type are counted by either. */
  perType: number
}

export function compareVersions(active: VersionDetailRow, rules: ScoringModel): ComparedVersions {
  const card = active.card as Scorecard | null
  const learned =
    card && active.scale && active.learned
      ? { card, scale: active.scale, weight: active.learned.weight }
      : null
  const before = compileVersion({ rules: active.document, learned })
  const after = compileVersion({ rules, learned })
  return {
    version: active.version,
    learnedModelId: active.learned?.id ?? null,
    before,
    after,
    needed: neededFacts([before, after], card, profileColumns),
    perType: Math.max(mostCounted(before), mostCounted(after)),
  }
}
