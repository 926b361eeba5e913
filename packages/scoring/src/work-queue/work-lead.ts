import type { Classification } from '../scoring-model.ts'

/** What the ranking of a rep's work knows of a lead. Moments are epoch milliseconds. */
export type WorkLead = {
  id: string
  /** The score to work by, 0 to 100: an override where there is one. */
  score: number
  classification: Classification
  /** A stage of the pipeline; `won` and `lost` are closed. */
  status: string
  /** Since when it is in this rep's hands. */
  assignedAt: number
  /** The newest sign of life of the lead itself, and what it was. */
  lastSignalAt: number | null
  lastSignalType: string | null
  /** The newest thing it asked for, of `questionTypes`; other signs of life may have followed. */
  question: { type: string; at: number } | null
  /** The newest contact that somebody of ours made. */
  lastTouchAt: number | null
  followUpAt: number | null
  /** When the rep last said that it is dealt with. */
  doneAt: number | null
  snoozedUntil: number | null
}

/** A sign of life that asks for work. Who unsubscribes shows no interest that a call should answer. */
export function signalOf(lead: WorkLead): number | null {
  return lead.lastSignalType === 'unsubscribed' ? null : lead.lastSignalAt
}

/** When we last turned to the lead: a contact, or the rep's word that it is dealt with. */
export function lastHandledAt(lead: WorkLead): number | null {
  const { lastTouchAt, doneAt } = lead
  if (lastTouchAt === null || doneAt === null) return lastTouchAt ?? doneAt
  return Math.max(lastTouchAt, doneAt)
}

/** What it asked for, unless somebody turned to it since. */
export function openQuestion(lead: WorkLead): WorkLead['question'] {
  const { question } = lead
  return question !== null && question.at > (lastHandledAt(lead) ?? 0) ? question : null
}

/** Nobody has turned to it since it came into the rep's hands. */
export function isUntouched(lead: WorkLead): boolean {
  const handledAt = lastHandledAt(lead)
  return handledAt === null || handledAt < lead.assignedAt
}

/** A follow-up whose time has come, and that was not dealt with since. */
export function isFollowUpDue({ followUpAt, doneAt }: WorkLead, now: number): boolean {
  return followUpAt !== null && followUpAt <= now && (doneAt === null || doneAt < followUpAt)
}
