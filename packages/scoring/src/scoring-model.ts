/** One of the three parts of a score; every rule belongs to exactly one. */
export type ScoreGroup = 'engagement' | 'buying_signals' | 'demographic_fit'

/** The groups in the order in which ledgers and breakdowns list them; ties in rounding go to the earlier. */
export const scoreGroups: readonly ScoreGroup[] = ['engagement', 'buying_signals', 'demographic_fit']

/** How promising a lead is, by the thresholds of the model. */
export type Classification = 'hot' | 'warm' | 'cold'

/** The value of a profile field; a missing field and blank text count as null. */
export type FieldValue = string | number | boolean | null

/** The class of an e-mail address's domain: a mailbox provider, a school or university, or anything else. */
export type EmailDomainKind = 'free' | 'business' | 'education'

/**
 * What a field rule asks of a field. Text is compared without regard to case and surrounding space;
 * a range is inclusive and holds for numbers only; words match whole words or phrases.
 */
export type FieldTest =
  | { equals: FieldValue }
  | { oneOf: readonly FieldValue[] }
  | { min?: number; max?: number }
  | { present: boolean }
  | { emailDomain: EmailDomainKind }
  | { matchesWord: readonly string[] }

/** Points, once, when a field passes a test. */
export type FieldRule = {
  id: string
  group: ScoreGroup
  label: string
  kind: 'field'
  field: string
  test: FieldTest
  points: number
}

/** Points for each of the newest `maxCount` activities of a type, halved every `halfLifeInDays`. */
export type ActivityRule = {
  id: string
  group: ScoreGroup
  label: string
  kind: 'activity'
  activity: string
  points: number
  maxCount: number
  halfLifeInDays?: number | null
  windowInDays?: number | null
}

/** Points, never positive, when none of the listed activities happened for more than `days`. */
export type SilenceRule = {
  id: string
  group: ScoreGroup
  label: string
  kind: 'silence'
  activities: readonly string[]
  days: number
  points: number
}

/** One line of a scoring model. */
export type Rule = FieldRule | ActivityRule | SilenceRule

/** From which total a lead is hot, and from which it is warm. */
export type ScoreThresholds = { hot: number; warm: number }

/** The most and the least that a group can give; no floor when null. */
export type GroupLimits = { cap: number; floor: number | null }

/** How leads are scored: data, not code. Treated as immutable once compiled. */
export type ScoringModel = {
  name: string
  thresholds: ScoreThresholds
  groups: Record<ScoreGroup, GroupLimits>
  rules: readonly Rule[]
}
