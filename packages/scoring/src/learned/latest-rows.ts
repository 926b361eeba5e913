import { type BinnedTable, type Split, splitTable } from './binned-table.ts'
import { fewestOutcomes } from './choose-candidate.ts'

/** The share of rows, the latest, on which models of the earlier ones are tried. */
const share = 0.2
/** So many outcomes of either kind tell today's win rate well enough: its log-odds to about a tenth. */
const enoughForLevel = 100

/**
 * The latest rows of a table. `later` holds out the latest fifth, to see how models age. `latest` are the
 * latest rows that suffice to tell the win rate: as few as possible, as it drifts faster than anything else.
 * Rows of the same moment stay together. Both are null without times, or with too few outcomes.
 */
export function latestRows(
  table: BinnedTable,
  order: Uint32Array,
  times?: ArrayLike<number> | null,
): { later: Split | null; latest: Uint32Array | null } {
  const none = { later: null, latest: null }
  if (!times) return none
  const moments = Float64Array.from(order, (row) => times[row] ?? 0)
  const byTime = Uint32Array.from(order.keys()).sort((a, b) => (moments[b] ?? 0) - (moments[a] ?? 0) || a - b)
  const border = moments[byTime[Math.floor(byTime.length * share)] ?? 0] ?? 0
  const later = splitTable(table, (row) => (moments[row] ?? 0) > border)
  const before = fewer(later.outcomes.subarray(0, later.learned))
  const after = fewer(later.outcomes.subarray(later.learned))
  if (before < fewestOutcomes || after * 2 < fewestOutcomes) return none
  let end = 0
  const counts = [0, 0]
  while (end < later.rows - later.learned && Math.min(...counts) < enoughForLevel) {
    const moment = moments[byTime[end] ?? 0]
    for (; end < byTime.length && moments[byTime[end] ?? 0] === moment; end++) {
      const outcome = table.outcomes[byTime[end] ?? 0] ?? 0
      counts[outcome] = (counts[outcome] ?? 0) + 1
    }
  }
  return { later, latest: byTime.slice(0, end) }
}

function fewer(outcomes: Uint8Array): number {
  const won = outcomes.reduce((sum, outcome) => sum + outcome, 0)
  return Math.min(won, outcomes.length - won)
}
