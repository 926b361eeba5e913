import type { LearnedModelDetail } from '@leadglass/contracts/learning.ts'
import { describeCard, type Scorecard } from '@leadglass/scoring'
import type { Gathered } from './gather-outcomes.ts'

type Suspicious = LearnedModelDetail['suspicious'][number]
type Known = Pick<Gathered, 'open' | 'filled' | 'leadIds'>

/** A field that holds nothing in so many open leads, by chance alone, is rarer than this. */
const byChance = 0.001
/** On average the odds change by a factor of e, whichever way: what is known before a deal is closed rarely does that. */
const strongEffect = 1

/**
 * Fields that are learned from and that a person should look at: what only an outcome made known does not always
 * tell it almost perfectly, so it is not always left out by itself. The strongest comes first.
 */
export function suspiciousColumns(card: Scorecard, known: Known): Suspicious[] {
  return describeCard(card).features.flatMap(({ name, label, importance }, place) => {
    // What goes with a leak grows strong beside it: only the strongest is named, and the next after a training without it.
    const reasons = [...(place === 0 ? strengthOf(importance) : []), ...absenceOf(name, known)]
    return reasons.length > 0 ? [{ name, label, reason: reasons.join('; ') }] : []
  })
}

function strengthOf(importance: number): string[] {
  if (importance < strongEffect) return []
  const factor = Math.exp(importance).toFixed(1)
  return [
    `it alone changes the odds of winning by a factor of ${factor} on average: make sure that it is known before a lead is closed`,
  ]
}

function absenceOf(name: string, { open, filled, leadIds }: Known): string[] {
  const share = (filled[name] ?? 0) / leadIds.length
  if (open.filled[name] || (1 - share) ** open.leads > byChance) return []
  return [
    `${Math.round(share * 100)} % of the closed leads have it and none of the ${open.leads} newest open ones: it is filled in when a lead is closed, or came with an import, and helps to score no open lead`,
  ]
}
