import type { LeadReading } from './lead-reading.ts'
import type { Evidence } from './lead-score.ts'
import type { Rule } from './scoring-model.ts'

/**
 * A rule that is fast to ask. `measure` gives millionths of a point, 0 where the rule does not match;
 * `evidence` is null where it does not match. `group` is an index into the list of groups.
 */
export type CompiledRule = {
  rule: Rule
  group: number
  measure: (reading: LeadReading) => number
  evidence: (reading: LeadReading) => Evidence | null
}

/** What a rule needs to find its facts in a reading. */
export type RuleIndexes = {
  fieldIndex: (field: string) => number
  typeIndex: (activity: string) => number
}
