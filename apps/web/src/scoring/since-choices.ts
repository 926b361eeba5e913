import type { ScoreChange } from '@leadglass/contracts/scoring.ts'
import { classWords } from '../ui/score-chip.tsx'

/** Two points of the history, as the API takes them: entries or moments; `from` is null for the first score. */
export type WhySpan = { from: string | null; to?: string }

export type SinceChoice = { label: string; span: WhySpan }

type Known = {
  /** Newest first. */
  changes: readonly ScoreChange[]
  createdAt: string
  assignedAt: string | null
  now: Date
}

const dayMs = 86_400_000

/** The questions that are asked most, for one click each; none asks for a time before the lead was there. */
export function sinceChoices({ changes, createdAt, assignedAt, now }: Known): SinceChoice[] {
  const yesterday = new Date(now.getTime() - dayMs)
  const monday = lastMonday(now)
  const choices = [
    { label: 'Since yesterday', at: yesterday },
    { label: now.getUTCDay() === 1 ? 'Since last Monday' : 'Since Monday', at: monday },
    ...(assignedAt === null ? [] : [{ label: 'Since assigned', at: new Date(assignedAt) }]),
  ]
  const turned = changes.find(
    ({ old_classification: old, new_classification: now }) => old !== null && old !== now,
  )
  return [
    ...choices
      .filter(({ at }) => at.getTime() >= Date.parse(createdAt))
      .map(({ label, at }) => ({ label, span: { from: at.toISOString() } })),
    ...(turned
      ? [
          {
            label: `Since before it turned ${classWords[turned.new_classification].toLowerCase()}`,
            span: { from: justBefore(turned) },
          },
        ]
      : []),
  ]
}

/** Monday at midnight, in UTC as the sentences of the API; on a Monday the one a week ago. */
function lastMonday(now: Date): Date {
  const days = (now.getUTCDay() + 6) % 7 || 7
  return new Date(Math.floor(now.getTime() / dayMs) * dayMs - days * dayMs)
}

/** What a single change of the history did. */
export function spanOf(change: ScoreChange): WhySpan {
  return { from: change.old_score === null ? null : justBefore(change), to: change.id }
}

/** The moment before a change: the score of the change before it stands then. */
function justBefore({ created_at }: ScoreChange): string {
  return new Date(Date.parse(created_at) - 1).toISOString()
}

/** From one entry of the history to another, whichever was chosen first. */
export function spanBetween(one: ScoreChange, other: ScoreChange): WhySpan {
  const isInOrder = Date.parse(one.created_at) <= Date.parse(other.created_at)
  return isInOrder ? { from: one.id, to: other.id } : { from: other.id, to: one.id }
}

/** From when to when a question asks, in epoch milliseconds; of entries that are not at hand nothing is known. */
export function stretchOfSpan({ from, to }: WhySpan, changes: readonly ScoreChange[], now: Date) {
  const momentOf = (point: string) => Date.parse(changes.find(({ id }) => id === point)?.created_at ?? point)
  const stretch = { from: momentOf(from ?? ''), to: to === undefined ? now.getTime() : momentOf(to) }
  return Number.isNaN(stretch.from) || Number.isNaN(stretch.to) ? null : stretch
}
