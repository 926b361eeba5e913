import type { Context } from '../context.ts'
import { countUnread, setAllNotificationsRead } from './notification-repository.ts'

/** Answers how many are unread afterwards: one may have arrived meanwhile. */
export async function readAllNotifications(ctx: Context): Promise<{ count: number }> {
  await setAllNotificationsRead(ctx.db, ctx.actor.id, ctx.now)
  return { count: await countUnread(ctx.db, ctx.actor.id) }
}
