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
  const moves = {
    hot: { hot: 0, warm: 0, cold: 0 },
    warm: { hot: 0, warm: 0, cold: 0 },
    cold: { hot: 0, warm: 0, cold: 0 },
  }
  const distribution = Array.from({ length: tenths }, (_, tenth) => ({
    from: tenth * 10,
    to: tenth === tenths - 1 ? 100 : tenth * 10 + 9,
    before: 0,
    after: 0,
  }))
  const risers = topMovers()
  const fallers = topMovers()
  const sums = { leads: 0, changed: 0, change: 0 }
  return {
    add(id: string, old: Scored, fresh: Scored): void {
      const change = fresh.total - old.total
      sums.leads += 1
      sums.change += change
      before[old.classification] += 1
      after[fresh.classification] += 1
      moves[old.classification][fresh.classification] += 1
      binOf(distribution, old.total).before += 1
      binOf(distribution, fresh.total).after += 1
      if (change === 0) return
      sums.changed += 1
      if (change > 0) risers.add(change, id, old, fresh)
      else fallers.add(-change, id, old, fresh)
    },
    figures(): ImpactFigures {
      const { leads, changed, change } = sums
      return {
        ...{ leads, before, after, changed, distribution },
        moves: classifications.flatMap((from) =>
          classifications.map((to) => ({ from, to, leads: moves[from][to] })),
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
function topMovers() {
  let movers: (Mover & { size: number })[] = []
  let least = 0
  const shorten = () => {
    movers.sort((left, right) => right.size - left.size || (left.id < right.id ? -1 : 1))
    movers = movers.slice(0, mostMovers)
    least = movers[mostMovers - 1]?.size ?? 0
  }
  return {
    add(size: number, id: string, before: Scored, after: Scored): void {
      if (size < least) return
      movers.push({ size, id, before, after })
      if (movers.length >= 50 * mostMovers) shorten()
    },
    list(): Mover[] {
      shorten()
      return movers
    },
  }
}
