type Tenth = { rows: number; predicted: number; observed: number }

/** What a model gave leads and what it gives this one may differ by this much to be called about the same. */
const nearest = 0.05

/**
 * The closed leads that a model had not seen and that it gave about this probability, with how many of them were won:
 * the tenth whose mean lies nearest. Null where none lies near, so that nothing is claimed beyond what was seen.
 */
export function findAlike(tenths: readonly Tenth[], probability: number | null) {
  if (probability === null) return null
  let alike: Tenth | null = null
  for (const tenth of tenths) {
    if (distance(tenth, probability) < distance(alike, probability)) alike = tenth
  }
  if (!alike || distance(alike, probability) > nearest) return null
  return { rows: alike.rows, won: Math.round(alike.rows * alike.observed) }
}

function distance(tenth: Tenth | null, probability: number): number {
  return tenth ? Math.abs(tenth.predicted - probability) : Number.POSITIVE_INFINITY
}
