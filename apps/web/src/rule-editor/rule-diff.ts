import { groupWords } from '../lib/group-words.ts'
import { type Rule, type RuleDocument, ruleGroups } from './rule-types.ts'
import { type Facet, numberText, ruleFacets, ruleSentence } from './rule-words.ts'

export type FacetChange = { name: string; before: string; after: string }

/** One thing in which a draft differs from the version in force. */
export type RuleChange = {
  /** `rule:<id>`, `thresholds`, `groups.<name>` or `name`. */
  id: string
  kind: 'added' | 'removed' | 'changed'
  title: string
  /** What an added or removed rule says. */
  sentence: string | null
  facets: FacetChange[]
}

/** What differs, rules by their id, in the order of the form; rules that are gone come last. */
export function diffRules(before: RuleDocument, after: RuleDocument): RuleChange[] {
  if (before === after) return []
  const former = new Map(before.rules.map((rule) => [rule.id, rule]))
  const kept = new Set(after.rules.map(({ id }) => id))
  return [
    ...headChanges(before, after),
    ...after.rules.flatMap((rule) => ruleChange(former.get(rule.id), rule)),
    ...before.rules.filter(({ id }) => !kept.has(id)).map((rule) => wholeChange('removed', rule)),
  ]
}

function ruleChange(before: Rule | undefined, after: Rule): RuleChange[] {
  if (before === undefined) return [wholeChange('added', after)]
  const facets = before === after ? [] : facetChanges(ruleFacets(before), ruleFacets(after))
  return facets.length === 0 ? [] : [changed(`rule:${after.id}`, after.label || before.label, facets)]
}

function wholeChange(kind: 'added' | 'removed', rule: Rule): RuleChange {
  const title = rule.label || 'A rule without a label'
  return { id: `rule:${rule.id}`, kind, title, sentence: ruleSentence(rule), facets: [] }
}

function changed(id: string, title: string, facets: FacetChange[]): RuleChange {
  return { id, kind: 'changed', title, sentence: null, facets }
}

function headChanges(before: RuleDocument, after: RuleDocument): RuleChange[] {
  const heads = [
    changed('name', 'Name of the version', facetChanges(nameFacets(before), nameFacets(after))),
    changed('thresholds', 'Classes', facetChanges(thresholdFacets(before), thresholdFacets(after))),
    ...ruleGroups.map((group) => {
      const facets = facetChanges(limitFacets(before.groups[group]), limitFacets(after.groups[group]))
      return changed(`groups.${group}`, `Limits of ${groupWords[group].toLowerCase()}`, facets)
    }),
  ]
  return heads.filter(({ facets }) => facets.length > 0)
}

const nameFacets = ({ name }: RuleDocument): Facet[] => [{ name: 'Name', value: name }]
const thresholdFacets = ({ thresholds }: RuleDocument): Facet[] => [
  { name: 'Hot from', value: numberText(thresholds.hot) },
  { name: 'Warm from', value: numberText(thresholds.warm) },
]
const limitFacets = ({ cap, floor }: RuleDocument['groups']['engagement']): Facet[] => [
  { name: 'At most', value: numberText(cap) },
  { name: 'At least', value: floor === null ? 'no limit' : numberText(floor) },
]

function facetChanges(before: readonly Facet[], after: readonly Facet[]): FacetChange[] {
  const former = new Map(before.map(({ name, value }) => [name, value]))
  const latter = new Map(after.map(({ name, value }) => [name, value]))
  return [...new Set([...latter.keys(), ...former.keys()])].flatMap((name) =>
    facetChange(name, former.get(name), latter.get(name)),
  )
}

function facetChange(name: string, before: Facet['value'] | undefined, after: Facet['value'] | undefined) {
  if (typeof before === 'object' && typeof after === 'object') return listChange(name, before, after)
  const [from, to] = [shown(before), shown(after)]
  return from === to ? [] : [{ name, before: from, after: to }]
}

function listChange(name: string, before: readonly string[], after: readonly string[]): FacetChange[] {
  const lost = before.filter((word) => !after.includes(word))
  const gained = after.filter((word) => !before.includes(word))
  if (lost.length + gained.length === 0) return []
  return [{ name, before: lost.join(', '), after: gained.join(', ') }]
}

function shown(value: Facet['value'] | undefined): string {
  return typeof value === 'object' ? value.join(', ') : (value ?? '')
}
