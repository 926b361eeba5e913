import type { WorkItem } from '@leadglass/contracts/work-queue.ts'
import { formatRelative } from '../lib/format-date.ts'

export type FactorLine = { name: string; fact: string; value: string }

/** The factors of a rank in words: what each rests on, and by how much it multiplies. */
export function factorLines(item: WorkItem, now: Date): FactorLine[] {
  const { score, freshness, unanswered, follow_up } = item.factors
  return [
    { name: 'Score', fact: String(item.score), value: twoDigits(score) },
    {
      name: 'Last sign of life',
      fact: relative(item.last_signal_at, now) ?? 'none',
      value: times(freshness),
    },
    {
      name: 'Unanswered',
      fact: unanswered < 1 ? 'no' : waitWords(item, now),
      value: times(unanswered),
    },
    {
      name: 'Follow-up',
      fact: relative(item.follow_up_at, now) ?? 'none',
      value: times(follow_up),
    },
  ]
}

/** The wait counts from the last contact, or from the assignment where that is later. */
function waitWords({ assigned_at, last_touch_at }: WorkItem, now: Date): string {
  const isTouched = last_touch_at !== null && last_touch_at > assigned_at
  const since = formatRelative(isTouched ? last_touch_at : assigned_at, now)
  return isTouched ? `contact ${since}` : `assigned ${since}`
}

function relative(at: string | null, now: Date): string | null {
  return at === null ? null : formatRelative(at, now)
}

function twoDigits(factor: number): string {
  return factor.toFixed(factor < 10 ? 2 : 0)
}

function times(factor: number): string {
  return `× ${factor.toFixed(2)}`
}
