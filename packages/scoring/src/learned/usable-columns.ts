import { areaUnderCurve } from './area-under-curve.ts'
import { type BinnedFeature, binColumn } from './bin-columns.ts'
import type { Column } from './learning-table.ts'
import type { Direction } from './monotone-features.ts'
import { pseudoRows } from './ridge-design.ts'
import type { LeftOut } from './scorecard.ts'

/** From how well a column ranks alone (area under the curve, of rows not seen) it is taken for a leak. */
const leakArea = 0.98
/** Fewer outcomes of either kind than this can look perfect by chance. */
const fewestForLeak = 25

/** Features to learn from, and the columns that are left out with the reason. */
export type UsableColumns = { columns: Column[]; features: BinnedFeature[]; leftOut: LeftOut[] }

/** What people want of columns. */
export type ColumnWishes = {
  keeps: (name: string) => boolean
  leavesOut: (name: string) => boolean
  monotone: Readonly<Record<string, Direction>>
}

/**
 * Bins columns and leaves out those that cannot help (empty, the same everywhere, a name of its own for
 * nearly every row), and those that alone predict almost perfectly: what only the outcome made known.
 *
 * @param wishes what people have put back or taken out, and which way columns may go
 * @throws RangeError when levels should be monotone
 */
export function usableColumns(
  columns: readonly Column[],
  outcomes: ArrayLike<number>,
  wishes: ColumnWishes,
): UsableColumns {
  const usable: UsableColumns = { columns: [], features: [], leftOut: [] }
  const seen = new Set<string>()
  for (const column of columns) {
    const feature = directed(binColumn(column), wishes)
    const reason = reasonAgainst(feature, seen, wishes)
    const area = reason || wishes.keeps(column.name) ? 0 : areaAlone(feature, outcomes)
    seen.add(column.name)
    if (reason) usable.leftOut.push({ name: column.name, reason, likelyLeak: false })
    else if (area >= leakArea) {
      usable.leftOut.push({ name: column.name, reason: leakReason(area), likelyLeak: true })
    } else {
      usable.columns.push(column)
      usable.features.push(feature)
    }
  }
  return usable
}

function directed(feature: BinnedFeature, { monotone }: ColumnWishes): BinnedFeature {
  const direction = Object.hasOwn(monotone, feature.name) ? monotone[feature.name] : undefined
  if (!direction) return feature
  if (feature.kind === 'categorical')
    throw new RangeError(`${feature.name} has levels, which are not ordered`)
  return { ...feature, monotone: direction }
}

function reasonAgainst(feature: BinnedFeature, seen: ReadonlySet<string>, wishes: ColumnWishes) {
  if (wishes.leavesOut(feature.name)) return 'a person has taken it out'
  return seen.has(feature.name) ? 'there is another column of this name' : uselessness(feature)
}

function leakReason(area: number): string {
  return `alone it tells won from lost almost perfectly (AUC ${area.toFixed(3)}): likely known only with the outcome`
}

function uselessness({ kind, counts, codes }: BinnedFeature): string | null {
  const [missing = 0] = counts
  if (missing === codes.length) return 'all values are missing'
  if (Math.max(...counts) < codes.length) return null
  return kind === 'categorical' && counts[1] === codes.length
    ? 'nearly every row has a value of its own'
    : 'all values are the same'
}

/**
 * How well a feature ranks alone: every row by the weight of evidence of its bin without the row itself; 0
 * with too few outcomes to tell.
 */
function areaAlone({ codes, bins }: BinnedFeature, outcomes: ArrayLike<number>): number {
  const rows = new Float64Array(bins)
  const won = new Float64Array(bins)
  let all = 0
  for (let row = 0; row < codes.length; row++) {
    const bin = codes[row] ?? 0
    rows[bin] = (rows[bin] ?? 0) + 1
    won[bin] = (won[bin] ?? 0) + (outcomes[row] ?? 0)
    all += outcomes[row] ?? 0
  }
  if (Math.min(all, codes.length - all) < fewestForLeak) return 0
  const rate = all / codes.length
  const scores = Float64Array.from(codes, (bin, row) => {
    const outcome = outcomes[row] ?? 0
    const wins = (won[bin] ?? 0) - outcome + pseudoRows * rate
    return wins / ((rows[bin] ?? 0) - 1 + pseudoRows)
  })
  return areaUnderCurve(outcomes, scores)?.value ?? 0
}
