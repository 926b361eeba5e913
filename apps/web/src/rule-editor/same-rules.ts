import type { RuleDocument } from './rule-types.ts'

/** Whether two documents say the same; the order of keys, which the database changes, says nothing. */
export function sameRules(left: RuleDocument, right: RuleDocument): boolean {
  return left === right || canonical(left) === canonical(right)
}

const known = new WeakMap<object, string>()

function canonical(document: RuleDocument): string {
  const former = known.get(document)
  if (former !== undefined) return former
  const text = JSON.stringify(document, (_, value: unknown) => (isRecord(value) ? sorted(value) : value))
  known.set(document, text)
  return text
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Without what is null: a half-life that is null and one that is absent are the same. */
function sorted(record: Record<string, unknown>): Record<string, unknown> {
  const names = Object.keys(record).filter((name) => record[name] !== null)
  return Object.fromEntries(names.sort().map((name) => [name, record[name]]))
}
