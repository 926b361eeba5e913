import type { WorkMark } from '@leadglass/contracts/work-queue.ts'
import type { Context } from '../context.ts'
import { momentAhead } from './moment-ahead.ts'
import { refuseWork } from './refuse-work.ts'
import { setWorkFollowUp } from './work-queue-repository.ts'

/** When to come back to a lead; until then only the lead itself brings it back. */
export async function setFollowUp(
  ctx: Context,
  leadId: string,
  followUpAt: string | null,
): Promise<WorkMark> {
  if (followUpAt) momentAhead('follow_up_at', followUpAt, ctx.now)
  const decision = { userId: ctx.actor.id, leadId, now: ctx.now }
  return (await setWorkFollowUp(ctx.db, decision, followUpAt)) ?? refuseWork(ctx, leadId)
}
