import type { Context } from '../context.ts'
import { refuseWork } from './refuse-work.ts'
import { clearWorkMark } from './work-queue-repository.ts'

/** The lead is back in the queue. What was written into its timeline happened, and stays. */
export async function undoWorkMark(ctx: Context, leadId: string): Promise<void> {
  const isMine = await clearWorkMark(ctx.db, { userId: ctx.actor.id, leadId, now: ctx.now })
  if (!isMine) await refuseWork(ctx, leadId)
}
