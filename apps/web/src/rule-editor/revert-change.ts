import type { EditorState, RuleEdit } from './editor-state.ts'
import type { RuleChange } from './rule-diff.ts'
import { type RuleDocument, ruleGroups } from './rule-types.ts'

/** The edit that takes one change back to what the version in force says; null where there is nothing to take back. */
export function revertChange(change: RuleChange, base: RuleDocument, state: EditorState): RuleEdit | null {
  if (change.id === 'name') return { type: 'head', part: { name: base.name } }
  if (change.id === 'thresholds') return { type: 'head', part: { thresholds: base.thresholds } }
  const group = ruleGroups.find((name) => change.id === `groups.${name}`)
  if (group) {
    const groups = { ...state.document.groups, [group]: base.groups[group] }
    return { type: 'head', part: { groups } }
  }
  const isIt = ({ id }: { id: string }) => change.id === `rule:${id}`
  const key = state.keys[state.document.rules.findIndex(isIt)]
  if (change.kind === 'added') return key === undefined ? null : { type: 'remove', key }
  const at = base.rules.findIndex(isIt)
  const rule = base.rules[at]
  if (rule === undefined) return null
  return key === undefined ? { type: 'add', rule, isOpen: false, at } : { type: 'rule', key, rule }
}
