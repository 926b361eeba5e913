import type { WorkMark } from '@leadglass/contracts/work-queue.ts'
import type { Context } from '../context.ts'
import { momentAhead } from './moment-ahead.ts'
import { refuseWork } from './refuse-work.ts'
import { setWorkSnoozed } from './work-queue-repository.ts'

/** Puts a lead aside until a moment, whatever happens before. */
export async function snoozeWork(ctx: Context, leadId: string, until: string): Promise<WorkMark> {
  momentAhead('until', until, ctx.now)
  const mark = await setWorkSnoozed(ctx.db, { userId: ctx.actor.id, leadId }, until)
  return mark ?? refuseWork(ctx, leadId)
}
