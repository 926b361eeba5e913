import type { ImpactResult } from '@leadglass/contracts/rule-lab.ts'
import { formatCount, formatPlural } from '../lib/format-count.ts'
import { percentText } from '../lib/percent-text.ts'

type Move = ImpactResult['moves'][number]
export type Class = Move['from']

export const classOrder: readonly Class[] = ['hot', 'warm', 'cold']
const rank: Record<Class, number> = { hot: 2, warm: 1, cold: 0 }

export function movedBetween(moves: readonly Move[], from: Class, to: Class): number {
  return moves.find((move) => move.from === from && move.to === to)?.leads ?? 0
}

function sumOf(moves: readonly Move[], counts: (move: Move) => boolean): number {
  return moves.reduce((sum, move) => sum + (counts(move) ? move.leads : 0), 0)
}

/** `Of 2,000 open leads, 310 change class: 120 rise and 190 fall. 40 become hot, 75 stop being hot.` */
export function impactSentence({ leads, moves, changed }: ImpactResult): string {
  const up = sumOf(moves, ({ from, to }) => rank[to] > rank[from])
  const down = sumOf(moves, ({ from, to }) => rank[to] < rank[from])
  const all = `Of ${formatPlural(leads, 'open lead')}`
  if (changed === 0) return `${all}, none would have another score.`
  if (up + down === 0) return `${all}, ${formatCount(changed)} would have another score, none another class.`
  const toHot = sumOf(moves, ({ from, to }) => to === 'hot' && from !== 'hot')
  const fromHot = sumOf(moves, ({ from, to }) => from === 'hot' && to !== 'hot')
  return `${all}, ${formatCount(up + down)} would change class: ${formatCount(up)} rise, ${formatCount(down)} fall. ${formatCount(toHot)} would become hot, ${formatCount(fromHot)} would stop being hot.`
}

/** What the draft would have said of deals that were closed; null where there were none. */
export function wonSentence({
  won,
  won_hot_before,
  won_hot_after,
}: ImpactResult['last_year']): string | null {
  return closedSentence('won', won, won_hot_before, won_hot_after)
}

export function lostSentence({
  lost,
  lost_hot_before,
  lost_hot_after,
}: ImpactResult['last_year']): string | null {
  return closedSentence('lost', lost, lost_hot_before, lost_hot_after)
}

function closedSentence(outcome: string, count: number, before: number, after: number): string | null {
  if (count === 0) return null
  const share = (part: number) => percentText(part / count)
  return `Of ${formatPlural(count, `${outcome} lead`)}, ${share(before)} would have been hot by the version in force, ${share(after)} by this draft.`
}

/** How well scores tell won from lost, in words. */
export function separationSentence({ auc_before, auc_after }: ImpactResult['last_year']): string | null {
  if (auc_before === null || auc_after === null) return null
  const [before, after] = [percentText(auc_before), percentText(auc_after)]
  const verdict =
    Math.abs(auc_after - auc_before) < 0.005
      ? 'no better and no worse'
      : auc_after > auc_before
        ? 'better'
        : 'worse'
  return `A won lead scored above a lost one in ${before} of pairs, by this draft in ${after}: ${verdict} at telling them apart (50 % is guessing).`
}
