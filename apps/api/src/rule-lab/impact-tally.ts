import type { ImpactResult } from '@leadglass/contracts/rule-lab.ts'
import { type Classification, classifications } from '@leadglass/contracts/scoring.ts'

export type Scored = { readonly total: number; readonly classification: Classification }
export type Mover = { id: string; before: Scored; after: Scored }

export type ImpactFigures = Pick<
  ImpactResult,
  'leads' | 'before' | 'after' | 'moves' | 'changed' | 'mean_change' | 'distribution'
> & { risers: Mover[]; fallers: Mover[] }

const mostMovers = 20
const tenths = 10

/** Counts, lead by lead, what another version makes of the base; nothing is kept of a lead but the biggest movers. */
export function createImpactTally() {
  const before = { hot: 0, warm: 0, cold: 0 }
  const after = { hot: 0, warm: 0, cold: 0 }
  const moves = new Map<string, number>()
  const distribution = Array.from({ length: tenths }, (_, tenth) => ({
    from: tenth * 10,
    to: tenth === tenths - 1 ? 100 : tenth * 10 + 9,
    before: 0,
    after: 0,
  }))
  const risers = topMovers((mover) => mover.after.total - mover.before.total)
  const fallers = topMovers((mover) => mover.before.total - mover.after.total)
  const sums = { leads: 0, changed: 0, change: 0 }
  return {
    add(mover: Mover): void {
      const change = mover.after.total - mover.before.total
      sums.leads += 1
      sums.change += change
      before[mover.before.classification] += 1
      after[mover.after.classification] += 1
      const move = `${mover.before.classification}>${mover.after.classification}`
      moves.set(move, (moves.get(move) ?? 0) + 1)
      binOf(distribution, mover.before.total).before += 1
      binOf(distribution, mover.after.total).after += 1
      if (change === 0) return
      sums.changed += 1
      if (change > 0) risers.add(mover)
      else fallers.add(mover)
    },
    figures(): ImpactFigures {
      const { leads, changed, change } = sums
      return {
        ...{ leads, before, after, changed, distribution },
        moves: classifications.flatMap((from) =>
          classifications.map((to) => ({ from, to, leads: moves.get(`${from}>${to}`) ?? 0 })),
        ),
        mean_change: leads === 0 ? 0 : change / leads,
        risers: risers.list(),
        fallers: fallers.list(),
      }
    },
  }
}

function binOf<Bin>(bins: readonly Bin[], score: number): Bin {
  const bin = bins[Math.min(tenths - 1, Math.max(0, Math.floor(score / 10)))]
  if (!bin) throw new RangeError(`a score of ${score} has no place`)
  return bin
}

/** The movers with the greatest size; equal ones by id. */
function topMovers(sizeOf: (mover: Mover) => number) {
  let movers: Mover[] = []
  let least = 0
  const shorten = () => {
    movers.sort((left, right) => sizeOf(right) - sizeOf(left) || (left.id < right.id ? -1 : 1))
    movers = movers.slice(0, mostMovers)
    const last = movers[mostMovers - 1]
    least = last ? sizeOf(last) : 0
  }
  return {
    add(mover: Mover): void {
      if (sizeOf(mover) < least) return
      movers.push(mover)
      if (movers.length >= 50 * mostMovers) shorten()
    },
    list(): Mover[] {
      shorten()
      return movers
    },
  }
}
