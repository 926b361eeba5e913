import { isFollowUpDue, lastHandledAt, signalOf, type WorkLead } from './work-lead.ts'

/**
 * Whether a lead belongs into the rep's queue now: a person who works through the queue must see it get shorter.
 *
 * It does not when it is closed, while it is snoozed, and when it is dealt with and nothing happened since; it does
 * again with a sign of life that nobody turned to, a new assignment, or a follow-up that is due.
 *
 * @example
 * wantsWork({ ...lead, doneAt: now - hour, lastSignalAt: now - 2 * hour }, now) // false
 * wantsWork({ ...lead, doneAt: now - 2 * hour, lastSignalAt: now - hour }, now) // true
 */
export function wantsWork(lead: WorkLead, now: number): boolean {
  if (isClosed(lead) || isSnoozed(lead, now)) return false
  if (lead.doneAt === null || isFollowUpDue(lead, now)) return true
  const signalAt = signalOf(lead)
  const handledAt = lastHandledAt(lead) ?? lead.doneAt
  return lead.assignedAt > lead.doneAt || (signalAt !== null && signalAt > handledAt)
}

/**
 * When a lead that does not want work now comes back by itself: at the end of its snooze, or on the day of its
 * follow-up; null when only the lead can bring it back.
 *
 * @example
 * comesBackAt({ ...lead, snoozedUntil: now + hour }, now) // now + hour
 */
export function comesBackAt(lead: WorkLead, now: number): number | null {
  if (isClosed(lead)) return null
  if (isSnoozed(lead, now)) return lead.snoozedUntil
  return lead.followUpAt !== null && lead.followUpAt > now ? lead.followUpAt : null
}

/** Whether a lead is put aside until a moment that has not come. */
export function isSnoozed({ snoozedUntil }: WorkLead, now: number): boolean {
  return snoozedUntil !== null && snoozedUntil > now
}

function isClosed({ status }: WorkLead): boolean {
  return status === 'won' || status === 'lost'
}
