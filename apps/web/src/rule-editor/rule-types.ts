import type { RuleDocument } from '@leadglass/contracts/rule-document.ts'

export type { RuleDocument }

export type Rule = RuleDocument['rules'][number]
export type RuleKind = Rule['kind']
export type RuleOf<Kind extends RuleKind> = Extract<Rule, { kind: Kind }>
export type RuleGroup = Rule['group']
export type FieldTest = RuleOf<'field'>['test']
export type FieldValue = Extract<FieldTest, { equals: unknown }>['equals']

/** In the order in which ledgers list them. */
export const ruleGroups: readonly RuleGroup[] = ['engagement', 'buying_signals', 'demographic_fit']

/** Messages beside the fields of a rule or of the head, by their place: `points`, `thresholds.hot`. */
export type Messages = Readonly<Record<string, string>>
export const noMessages: Messages = {}
