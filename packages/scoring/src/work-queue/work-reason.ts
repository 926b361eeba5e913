import { agoText, daysSince, type Reader, sinceText } from './relative-days.ts'
import { isUnanswered } from './work-factors.ts'
import { isFollowUpDue, isUntouched, lastHandledAt, signalOf, type WorkLead } from './work-lead.ts'

export type WorkReasonKind =
  | 'follow_up_overdue'
  | 'follow_up_today'
  | 'unanswered'
  | 'new_assignment'
  | 'hot_signal'
  | 'gone_quiet'
  | 'score'

/** Who reads the queue: the assignee, or somebody who looks at the assignee's. */
export type WorkReader = Reader & { isAssignee: boolean }

export type WorkReason = { reason: WorkReasonKind; text: string }

/** Signals by which somebody expects to hear from us. */
const questions: Readonly<Record<string, string>> = {
  demo_request: 'Asked for a demo',
  trial_signup: 'Signed up for a trial',
  form_submitted: 'Sent a contact form',
  email_reply: 'Replied to an e-mail',
  test_drive_request: 'Asked for a test drive',
  trade_in_inquiry: 'Asked about a trade-in',
}

/** Signals that show interest and expect nothing. */
const glances: Readonly<Record<string, string>> = {
  email_open: 'Opened an e-mail',
  email_click: 'Clicked a link in an e-mail',
  website_visit: 'Visited the website',
  pricing_page_view: 'Viewed the pricing page',
  content_download: 'Downloaded content',
  webinar_attended: 'Attended a webinar',
  financing_calculator: 'Used the financing calculator',
}

const classWords = { hot: 'Hot', warm: 'Warm', cold: 'Cold' } as const

/** How long a lead of each class may stay without contact before that is the reason to work on it. */
const quietInDays = { hot: 2, warm: 7, cold: 21 } as const
const newForDays = 2
const recentSignalInDays = 14

/**
 * Why a lead stands in the queue: the strongest reason, in one plain sentence with its facts.
 *
 * In this order: a follow-up that is due, a question nobody answered, a new assignment, a recent sign of interest
 * since the last contact, no contact at all, a contact too long ago for the class, and the score.
 *
 * @example
 * workReason({ ...lead, lastSignalType: 'demo_request', lastSignalAt: now - 3 * hour }, reader)
 * // { reason: 'unanswered', text: 'Asked for a demo 3 hours ago, nobody answered yet' }
 */
export function workReason(lead: WorkLead, reader: WorkReader): WorkReason {
  return (
    followUpReason(lead, reader) ??
    questionReason(lead, reader) ??
    newReason(lead, reader) ??
    interestReason(lead, reader) ??
    silenceReason(lead, reader)
  )
}

function followUpReason(lead: WorkLead, reader: WorkReader): WorkReason | null {
  const { followUpAt } = lead
  if (followUpAt === null || !isFollowUpDue(lead, reader.now)) return null
  if (daysSince(followUpAt, reader) === 0)
    return { reason: 'follow_up_today', text: 'Follow-up is due today' }
  return { reason: 'follow_up_overdue', text: `Follow-up was due ${agoText(followUpAt, reader)}` }
}

function questionReason(lead: WorkLead, reader: WorkReader): WorkReason | null {
  const question = questions[lead.lastSignalType ?? '']
  const signalAt = recentSignal(lead, reader)
  if (question === undefined || signalAt === null) return null
  const text = `${question} ${agoText(signalAt, reader)}, nobody answered yet`
  return { reason: 'unanswered', text }
}

function newReason(lead: WorkLead, reader: WorkReader): WorkReason | null {
  if (!isUntouched(lead) || daysSince(lead.assignedAt, reader) > newForDays) return null
  const age = reader.now - lead.assignedAt
  const since =
    age < 3_600_000
      ? `, assigned ${agoText(lead.assignedAt, reader)}`
      : ` since ${sinceText(lead.assignedAt, reader)}`
  const text = `${reader.isAssignee ? 'New for you' : 'New'}${since}`
  return { reason: 'new_assignment', text }
}

function interestReason(lead: WorkLead, reader: WorkReader): WorkReason | null {
  const glance = glances[lead.lastSignalType ?? '']
  const signalAt = recentSignal(lead, reader)
  if (glance === undefined || signalAt === null) return null
  return {
    reason: 'hot_signal',
    text: `${glance} ${agoText(signalAt, reader)}, ${contactText(lead, reader)}`,
  }
}

function silenceReason(lead: WorkLead, reader: WorkReader): WorkReason {
  const level = `${classWords[lead.classification]} (${lead.score})`
  if (isUntouched(lead)) {
    const text = `Assigned ${agoText(lead.assignedAt, reader)}, ${contactText(lead, reader)}`
    return { reason: 'unanswered', text }
  }
  const handledAt = lastHandledAt(lead)
  const isQuiet = handledAt !== null && daysSince(handledAt, reader) >= quietInDays[lead.classification]
  return { reason: isQuiet ? 'gone_quiet' : 'score', text: `${level}, ${contactText(lead, reader)}` }
}

/** A sign of life since somebody last turned to the lead, unless it is stale. */
function recentSignal(lead: WorkLead, reader: WorkReader): number | null {
  const signalAt = signalOf(lead)
  if (signalAt === null || !isUnanswered(lead)) return null
  if (signalAt <= (lastHandledAt(lead) ?? 0)) return null
  return daysSince(signalAt, reader) <= recentSignalInDays ? signalAt : null
}

function contactText({ lastTouchAt }: WorkLead, reader: WorkReader): string {
  return lastTouchAt === null ? 'no contact yet' : `last contact ${agoText(lastTouchAt, reader)}`
}
