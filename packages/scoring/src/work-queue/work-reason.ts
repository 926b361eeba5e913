import { agoText, daysSince, type Reader, sinceText } from './relative-days.ts'
import {
  isFollowUpDue,
  isUntouched,
  lastHandledAt,
  openQuestion,
  signalOf,
  type WorkLead,
} from './work-lead.ts'
import { glances, questions } from './work-signals.ts'

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

const classWords = { hot: 'Hot', warm: 'Warm', cold: 'Cold' } as const

/** How long a lead of each class may stay without contact before that is the reason to work on it. */
const quietInDays = { hot: 2, warm: 7, cold: 21 } as const
const newForDays = 2
const recentSignalInDays = 14

/**
 * Why a lead stands in the queue: the strongest reason, in one plain sentence with its facts.
 *
 * In this order: a follow-up that is due, a question that nobody answered, a new assignment, a recent sign of interest
 * since the last contact, no contact at all, a contact too long ago for the class, and the score.
 *
 * @example
 * workReason({ ...lead, question: { type: 'demo_request', at: now - 3 * hour } }, reader)
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
  const question = openQuestion(lead)
  const words = questions.get(question?.type ?? '')
  if (question === null || words === undefined || !isRecent(question.at, reader)) return null
  return { reason: 'unanswered', text: `${words} ${agoText(question.at, reader)}, nobody answered yet` }
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
  const words = glances.get(lead.lastSignalType ?? '')
  const signalAt = signalOf(lead)
  if (words === undefined || signalAt === null || !isRecent(signalAt, reader)) return null
  if (signalAt <= (lastHandledAt(lead) ?? 0)) return null
  const contact = lead.lastTouchAt === null ? ', no contact yet' : ''
  return { reason: 'hot_signal', text: `${words} ${agoText(signalAt, reader)}${contact}` }
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

function isRecent(at: number, reader: WorkReader): boolean {
  return daysSince(at, reader) <= recentSignalInDays
}

function contactText({ lastTouchAt }: WorkLead, reader: WorkReader): string {
  return lastTouchAt === null ? 'no contact yet' : `last contact ${agoText(lastTouchAt, reader)}`
}
