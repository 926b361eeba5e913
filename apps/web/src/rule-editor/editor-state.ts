import type { RuleChange } from './rule-diff.ts'
import type { Rule, RuleDocument, RuleGroup, RuleKind } from './rule-types.ts'

/** The rules in the form. `keys` go with the rules by position: an id may change while it is typed. */
export type EditorState = {
  document: RuleDocument
  keys: readonly string[]
  /** The rule that is open. */
  openKey: string | null
}

export type RuleEdit =
  | { type: 'load'; document: RuleDocument }
  | { type: 'adopt'; document: RuleDocument; sent: RuleDocument | null }
  | { type: 'head'; part: Partial<Omit<RuleDocument, 'rules'>> }
  | { type: 'limits'; group: RuleGroup; limits: RuleDocument['groups'][RuleGroup] }
  | { type: 'rule'; key: string; rule: Rule }
  | { type: 'relabel'; key: string; label: string }
  | { type: 'blank'; kind: RuleKind; group: RuleGroup }
  | { type: 'add'; rule: Rule; isOpen: boolean; at?: number }
  | { type: 'duplicate'; key: string }
  | { type: 'remove'; key: string }
  | { type: 'revert'; change: RuleChange; base: RuleDocument }
  | { type: 'open'; key: string | null }
