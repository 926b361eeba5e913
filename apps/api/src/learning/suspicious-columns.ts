import type { HeldOutFigures, LearnedModelDetail } from '@leadglass/contracts/learning.ts'
import { describeCard, type Scorecard } from '@leadglass/scoring'
import type { Gathered } from './gather-outcomes.ts'

type Suspicious = LearnedModelDetail['suspicious'][number]

/** A field that holds nothing in so many open leads, by chance alone, is rarer than this. */
const byChance = 0.001
/** Where a model ranks no better than this, nothing in it can tell the outcome. */
const tellingArea = 0.75

/**
 * Fields that are learned from and that a person should look at: what only an outcome made known does not always
 * tell it almost perfectly, so it is not always left out by itself.
 */
export function suspiciousColumns(
  card: Scorecard,
  { open, filled, leadIds }: Pick<Gathered, 'open' | 'filled' | 'leadIds'>,
  figures: HeldOutFigures,
): Suspicious[] {
  const { features, pairs } = describeCard(card)
  const onlyClosed = features.flatMap(({ name, label }): Suspicious[] => {
    const share = (filled[name] ?? 0) / leadIds.length
    if (open.filled[name] || (1 - share) ** open.leads > byChance) return []
    const reason = `${percent(share)} of the closed leads have it and none of the ${open.leads} newest open ones: it is filled in when a lead is closed, or came with an import, and helps to score no open lead`
    return [{ name, label, reason }]
  })
  const [first, second] = features
  const all = [...features, ...pairs].reduce((sum, { importance }) => sum + importance, 0)
  const dominates =
    first &&
    (figures.auc?.value ?? 0) >= tellingArea &&
    first.importance > all / 3 &&
    first.importance > 2 * (second?.importance ?? 0)
  if (!dominates || onlyClosed.some(({ name }) => name === first.name)) return onlyClosed
  const reason = `${percent(first.importance / all)} of what was learned is this one field, more than twice as much as of any other: make sure that it is known before a lead is closed`
  return [{ name: first.name, label: first.label, reason }, ...onlyClosed]
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
