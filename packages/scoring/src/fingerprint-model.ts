import type { ScoringModel } from './scoring-model.ts'
import type { LearnedPart } from './scoring-version.ts'

/**
 * A short text that is the same for two models or learned parts with the same content, whatever the order of their keys,
 * so that a difference between two ledgers can tell a changed model from a changed lead.
 *
 * Formula: a 53-bit hash (cyrb53) of the model as JSON with sorted keys.
 *
 * @example
 * fingerprintModel(model) === fingerprintModel(JSON.parse(JSON.stringify(model))) // true
 */
export function fingerprintModel(model: ScoringModel | LearnedPart): string {
  const text = JSON.stringify(model, (_key, value: unknown) => sortKeys(value))
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    high = Math.imul(high ^ code, 2654435761)
    low = Math.imul(low ^ code, 1597334677)
  }
  const mixedHigh = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  const mixedLow =
    Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(mixedHigh ^ (mixedHigh >>> 13), 3266489909)
  return (4294967296 * (2097151 & mixedLow) + (mixedHigh >>> 0)).toString(36)
}

function sortKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)))
}
