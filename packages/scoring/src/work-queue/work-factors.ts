import { decayPoints } from '../decay-points.ts'
import { dayInMs } from '../lead-reading.ts'
import {
  isFollowUpDue,
  isUntouched,
  lastHandledAt,
  openQuestion,
  signalOf,
  type WorkLead,
} from './work-lead.ts'

const freshHalfLifeInDays = 7
const patienceInDays = 3
const latenessInDays = 7

/** The four factors of a rank; their product is the rank. */
export type WorkFactors = { score: number; freshness: number; unanswered: number; followUp: number }

/**
 * What a lead is worth, 20 to 100. A cold lead keeps a fifth, so that a promise made to it still counts.
 *
 * Formula: 20 + 0.8 × score, the score held within 0 and 100.
 *
 * @example
 * scoreFactor(50) // 60
 */
export function scoreFactor(score: number): number {
  return 20 + 0.8 * Math.min(100, Math.max(0, score))
}

/**
 * How recent the last sign of life is, 0.5 to 1: whoever looks at us now answers the phone now.
 *
 * Formula: 0.5 + 0.5 × 2 to the power of −(days since the signal ÷ 7); 0.5 without a signal.
 *
 * @example
 * freshnessFactor({ ...lead, lastSignalAt: now - 7 * day }, now) // 0.75
 */
export function freshnessFactor(lead: WorkLead, now: number): number {
  const signalAt = signalOf(lead)
  return signalAt === null ? 0.5 : 0.5 + decayPoints(0.5, (now - signalAt) / dayInMs, freshHalfLifeInDays)
}

/**
 * How long the rep has left the lead without an answer, 1 to 2; 0.7 when nothing waits for one. Something waits when
 * nobody turned to the lead since it was assigned, or when it gave a sign of life since somebody did. A sign that asks
 * for nothing, such as a visit, waits half as urgently as an open question.
 *
 * Formula: 1 + days without an answer ÷ 3, at most 2; after a mere sign 1 + half of that, at most 1.5. The days count
 * from the later of the assignment and the last contact, not from the signal, so that another signal never makes a
 * lead look better served.
 *
 * @example
 * unansweredFactor({ ...lead, assignedAt: now - 1.5 * day, lastTouchAt: null }, now) // 1.5
 */
export function unansweredFactor(lead: WorkLead, now: number): number {
  if (!isUnanswered(lead)) return 0.7
  const since = Math.max(lead.assignedAt, lastHandledAt(lead) ?? lead.assignedAt)
  const urgency = isUntouched(lead) || openQuestion(lead) ? 1 : 0.5
  return 1 + urgency * within01((now - since) / dayInMs / patienceInDays)
}

/**
 * What was promised, 5 to 8; 1 when no follow-up is due. A promise to a cold lead comes before work that nobody
 * promised on most warm ones.
 *
 * Formula: 5 + 3 × days overdue ÷ 7, at most 8.
 *
 * @example
 * followUpFactor({ ...lead, followUpAt: now - 3.5 * day }, now) // 6.5
 */
export function followUpFactor(lead: WorkLead, now: number): number {
  if (lead.followUpAt === null || !isFollowUpDue(lead, now)) return 1
  return 5 + 3 * within01((now - lead.followUpAt) / dayInMs / latenessInDays)
}

/** Whether the lead waits for an answer: a signal since the last contact, or no contact since it was assigned. */
function isUnanswered(lead: WorkLead): boolean {
  const signalAt = signalOf(lead)
  return (
    isUntouched(lead) ||
    openQuestion(lead) !== null ||
    (signalAt !== null && signalAt > (lastHandledAt(lead) ?? 0))
  )
}

function within01(share: number): number {
  return Math.min(1, Math.max(0, share))
}
