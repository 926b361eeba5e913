import type { WorkQueue, WorkQueueQuery } from '@leadglass/contracts/work-queue.ts'
import {
  comesBackAt,
  isSnoozed,
  listWork,
  questionTypes,
  type WorkLead,
  type WorkRank,
  type WorkReason,
  workReason,
} from '@leadglass/scoring'
import type { Context } from '../context.ts'
import { AppError, invalidField, notFound } from '../errors.ts'
import { startOfDay, utcOffsetMinutes } from './reader-day.ts'
import { canSeeQueueOf, hasQueue } from './work-queue-policy.ts'
import { findRepWork, type WorkLeadRow } from './work-queue-repository.ts'

export type RankedRow = { row: WorkLeadRow; ranked: WorkRank; why: WorkReason }

export type RankedQueue = {
  user: WorkQueue['user']
  items: RankedRow[]
  total: number
  snoozed: number
  doneToday: number
  nextAt: number | null
  asOf: Date
}

const defaultLimit = 50

/** What a rep should turn to next, the most urgent first. */
export async function getWorkQueue(ctx: Context, query: WorkQueueQuery): Promise<RankedQueue> {
  const { user_id: userId = ctx.actor.id, limit = defaultLimit, time_zone: timeZone = 'UTC' } = query
  if (!canSeeQueueOf(ctx.actor, userId)) {
    throw new AppError('not_allowed', "Only managers look at another rep's queue")
  }
  const offset = utcOffsetMinutes(timeZone, ctx.now)
  const dayStart = startOfDay(ctx.now, offset)
  const work = await findRepWork(ctx.db, userId, { now: ctx.now, dayStart, questionTypes })
  if (!work) throw notFound('User')
  if (!hasQueue(work.user) && userId !== ctx.actor.id) {
    throw invalidField('user_id', 'must be a sales rep')
  }

  const now = ctx.now.getTime()
  const reader = { now, utcOffsetMinutes: offset, isAssignee: userId === ctx.actor.id }
  const leads = work.leads.map(workLeadOf)
  const ranked = listWork(leads, now)
  const returns = leads.flatMap((lead) => comesBackAt(lead, now) ?? [])
  return {
    user: { id: work.user.id, full_name: work.user.full_name },
    items: ranked
      .slice(0, limit)
      .map((item) => ({ row: item.lead.row, ranked: item, why: workReason(item.lead, reader) })),
    total: ranked.length,
    snoozed: leads.filter((lead) => isSnoozed(lead, now)).length,
    doneToday: work.done_today,
    nextAt: returns.length > 0 ? Math.min(...returns) : null,
    asOf: ctx.now,
  }
}

function workLeadOf(row: WorkLeadRow): WorkLead & { row: WorkLeadRow } {
  return {
    row,
    id: row.lead_id,
    score: row.score,
    classification: row.classification,
    status: row.status,
    assignedAt: Date.parse(row.assigned_at),
    lastSignalAt: momentOf(row.last_signal_at),
    lastSignalType: row.last_signal_type,
    question: row.question_at ? { type: row.question_type ?? '', at: Date.parse(row.question_at) } : null,
    lastTouchAt: momentOf(row.last_touch_at),
    followUpAt: momentOf(row.follow_up_at),
    doneAt: momentOf(row.done_at),
    snoozedUntil: momentOf(row.snoozed_until),
  }
}

function momentOf(at: string | null): number | null {
  return at === null ? null : Date.parse(at)
}
