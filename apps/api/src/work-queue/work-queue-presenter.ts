import type { WorkItem, WorkQueue } from '@leadglass/contracts/work-queue.ts'
import type { RankedQueue, RankedRow } from './get-work-queue.ts'

export function presentWorkQueue(queue: RankedQueue): WorkQueue {
  const { user, items, total, snoozed, doneToday, nextAt, asOf } = queue
  return {
    user,
    items: items.map(presentWorkItem),
    total,
    snoozed,
    done_today: doneToday,
    next_at: nextAt === null ? null : new Date(nextAt).toISOString(),
    as_of: asOf.toISOString(),
  }
}

function presentWorkItem({ row, ranked, why }: RankedRow): WorkItem {
  const { done_at: _done, snoozed_until: _snoozed, last_signal_type: _type, ...known } = row
  const { question_type: _question, question_at: _questionAt, ...lead } = known
  const { score, freshness, unanswered, followUp } = ranked.factors
  return {
    ...lead,
    rank: ranked.rank,
    factors: { score, freshness, unanswered, follow_up: followUp },
    reason: why.reason,
    reason_text: why.text,
  }
}
