import type { AuditFields } from '@leadglass/contracts/audit.ts'

/** A note has up to 10,000 characters: the log says what it began with. */
const longest = 500

type Value = AuditFields[string]

/** The given fields of a row that hold something, as an entry shows a row that came or went. */
export function filledFields<Row extends object>(
  row: Row,
  names: readonly (keyof Row & string)[],
): AuditFields {
  const filled = flatten(row, names).filter(([, value]) => value !== null)
  return Object.fromEntries(filled.map(([name, value]) => [name, cut(value)]))
}

/** The fields that differ, as they were and as they are; null where nothing does. */
export function changedFields<Row extends object>(
  before: Row,
  after: Row,
  names: readonly (keyof Row & string)[],
): { before: AuditFields; after: AuditFields } | null {
  const [old, fresh] = [new Map(flatten(before, names)), new Map(flatten(after, names))]
  const changed = [...new Set([...old.keys(), ...fresh.keys()])].filter(
    (name) => (old.get(name) ?? null) !== (fresh.get(name) ?? null),
  )
  if (changed.length === 0) return null
  const only = (all: Map<string, Value>) =>
    Object.fromEntries(changed.map((name) => [name, cut(all.get(name) ?? null)]))
  return { before: only(old), after: only(fresh) }
}

/** Fields with plain values; those of an object one by one, as `metadata.plan`. */
function flatten<Row extends object>(row: Row, names: readonly (keyof Row & string)[]): [string, Value][] {
  return names.flatMap((name): [string, Value][] => {
    const value: unknown = row[name]
    if (typeof value !== 'object' || value === null) return [[name, plain(value)]]
    return Object.entries(value).map(([key, inner]): [string, Value] => [`${name}.${key}`, plain(inner)])
  })
}

function plain(value: unknown): Value {
  if (value === null || value === undefined) return null
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value)
}

/** Cuts by characters: half an emoji cannot be stored. */
export function cut(value: Value, length = longest): Value {
  if (typeof value !== 'string' || value.length <= length) return value
  return `${[...value.slice(0, length)].slice(0, -1).join('')}…`
}
