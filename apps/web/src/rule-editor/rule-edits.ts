import type { EditorState, RuleEdit } from './editor-state.ts'
import { revertChange } from './revert-change.ts'
import type { Rule, RuleDocument, RuleGroup, RuleKind } from './rule-types.ts'

let lastKey = 0
const newKey = () => `rule-${++lastKey}`

export function openDocument(document: RuleDocument): EditorState {
  return { document, keys: document.rules.map(newKey), openKey: null }
}

export function editRules(state: EditorState, edit: RuleEdit): EditorState {
  const { document, keys, openKey } = state
  switch (edit.type) {
    case 'load':
      return openDocument(edit.document)
    case 'adopt':
      // The same rules as the server writes them: what is open stays open, and what was typed meanwhile stays typed.
      if (edit.sent !== null && edit.sent !== document) return state
      return edit.document.rules.length === keys.length
        ? { ...state, document: edit.document }
        : openDocument(edit.document)
    case 'head':
      return { ...state, document: { ...document, ...edit.part } }
    case 'limits': {
      const groups = { ...document.groups, [edit.group]: edit.limits }
      return { ...state, document: { ...document, groups } }
    }
    case 'blank':
      return insert(state, blankRule(edit.kind, edit.group, document), document.rules.length, true)
    case 'open':
      return { ...state, openKey: edit.key }
    case 'add':
      return insert(state, edit.rule, edit.at ?? document.rules.length, edit.isOpen)
    case 'duplicate':
      return duplicate(state, keys.indexOf(edit.key))
    case 'rule':
      return change(state, edit.key, () => edit.rule)
    case 'relabel':
      return change(state, edit.key, (rule) => relabel(rule, edit.label, takenIds(document)))
    case 'revert': {
      const back = revertChange(edit.change, edit.base, state)
      return back ? editRules(state, back) : state
    }
    case 'remove': {
      const rules = document.rules.filter((_, index) => keys[index] !== edit.key)
      const left = keys.filter((key) => key !== edit.key)
      return { document: { ...document, rules }, keys: left, openKey: openKey === edit.key ? null : openKey }
    }
  }
}

function change(state: EditorState, key: string, next: (rule: Rule) => Rule): EditorState {
  const { document, keys } = state
  const rules = document.rules.map((rule, index) => (keys[index] === key ? next(rule) : rule))
  return { ...state, document: { ...document, rules } }
}

function insert(state: EditorState, rule: Rule, at: number, isOpen: boolean): EditorState {
  const { document, keys } = state
  const key = newKey()
  return {
    document: { ...document, rules: document.rules.toSpliced(at, 0, rule) },
    keys: keys.toSpliced(at, 0, key),
    openKey: isOpen ? key : state.openKey,
  }
}

function duplicate(state: EditorState, index: number): EditorState {
  const rule = state.document.rules[index]
  if (rule === undefined) return state
  const id = freeId(rule.id, takenIds(state.document))
  return insert(state, { ...rule, id, label: `${rule.label} (copy)`.slice(0, 200) }, index + 1, true)
}

export function takenIds(document: RuleDocument): ReadonlySet<string> {
  return new Set(document.rules.map(({ id }) => id))
}

/** A rule of a kind to begin with. */
export function blankRule(kind: RuleKind, group: RuleGroup, document: RuleDocument): Rule {
  const base = { id: freeId('new-rule', takenIds(document)), group, label: '' }
  if (kind === 'field') return { ...base, kind, field: '', test: { present: true }, points: 3 }
  if (kind === 'silence') return { ...base, kind, activities: [], days: 30, points: -5 }
  return { ...base, kind, activity: '', points: 3, maxCount: 3, halfLifeInDays: 30 }
}

/** A rule with another label; the id of a rule that nobody has scored with follows it. */
export function relabel(rule: Rule, label: string, taken: ReadonlySet<string>): Rule {
  const isFollowing = rule.id.startsWith('new-rule') || rule.id === idOf(rule.label)
  const others = new Set([...taken].filter((id) => id !== rule.id))
  return { ...rule, label, id: isFollowing ? freeId(idOf(label) || 'new-rule', others) : rule.id }
}

/** `Viewed the pricing page` → `viewed-the-pricing-page`. */
export function idOf(label: string): string {
  const plain = label.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss')
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+|-+$/g, '')
    .slice(0, 60)
}

function freeId(wanted: string, taken: ReadonlySet<string>): string {
  const base = wanted.replace(/-\d+$/, '').slice(0, 70)
  for (let number = 1; ; number++) {
    const id = number === 1 ? wanted : `${base}-${number}`
    if (!taken.has(id)) return id
  }
}
