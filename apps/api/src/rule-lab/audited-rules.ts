import type { AuditAction, AuditFields } from '@leadglass/contracts/audit.ts'
import type { ScoringVersion } from '@leadglass/contracts/rule-lab.ts'
import type { ScoringModel } from '@leadglass/scoring'
import { type AuditEntry, auditEntry } from '../audit/audit-entry.ts'
import { cut } from '../audit/changed-fields.ts'
import type { PublicContext } from '../context.ts'

/** A file may replace hundreds of rules at once. */
const maxChanges = 60
const longestValue = 200

export type Auditor = Pick<PublicContext, 'now' | 'origin'> & {
  readonly actor: { readonly id: string } | null
}

export type RulesChange = { before: AuditFields | null; after: AuditFields | null }

/** What somebody did to a draft. */
export function draftEntry(
  auditor: Auditor,
  action: AuditAction,
  draft: { id: string; name: string },
  { before, after }: RulesChange,
): AuditEntry {
  const entity = { type: 'scoring' as const, id: draft.id, name: draft.name }
  return auditEntry(auditor, { action, entity, before, after })
}

/** A version was put in force in the place of another. */
export function versionEntry(
  auditor: Auditor,
  action: AuditAction,
  version: ScoringVersion,
  { before, after }: RulesChange,
): AuditEntry {
  const entity = {
    type: 'scoring' as const,
    id: version.id,
    name: `Version ${version.version}: ${version.name}`,
  }
  const reason = cut(version.reason)
  return auditEntry(auditor, {
    action,
    entity,
    before,
    after: { ...after, version: version.version, reason, restores_version: version.restores_version },
  })
}

/** The changed parts of two rule documents: `thresholds.hot`, `rules.email-open.points`; a rule that came or went whole. */
export function rulesChange(before: ScoringModel, after: ScoringModel): RulesChange {
  const [old, fresh] = [partsOf(before), partsOf(after)]
  const changed = [...new Set([...old.keys(), ...fresh.keys()])].filter(
    (key) => old.get(key) !== fresh.get(key),
  )
  const told = changed.slice(0, maxChanges)
  const more: AuditFields = changed.length > told.length ? { more_changes: changed.length - told.length } : {}
  const only = (parts: Map<string, AuditFields[string]>) =>
    Object.fromEntries(told.map((key) => [key, cut(parts.get(key) ?? null, longestValue)]))
  return { before: only(old), after: { ...only(fresh), ...more } }
}

function partsOf({ name, thresholds, groups, rules }: ScoringModel): Map<string, AuditFields[string]> {
  const parts = new Map<string, AuditFields[string]>([
    ['name', name],
    ['thresholds.hot', thresholds.hot],
    ['thresholds.warm', thresholds.warm],
  ])
  for (const [group, { cap, floor }] of Object.entries(groups)) {
    parts.set(`groups.${group}.cap`, cap)
    parts.set(`groups.${group}.floor`, floor)
  }
  for (const { id, ...rule } of rules) {
    for (const [key, value] of Object.entries(rule)) parts.set(`rules.${id}.${key}`, plain(value))
  }
  return parts
}

function plain(value: unknown): AuditFields[string] {
  if (value === undefined || value === null) return null
  return typeof value === 'object' ? JSON.stringify(value) : (value as string | number | boolean)
}
