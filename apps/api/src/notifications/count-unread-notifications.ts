import type { Context } from '../context.ts'
import { countUnread } from './notification-repository.ts'

export async function countUnreadNotifications(ctx: Context): Promise<{ count: number }> {
  return { count: await countUnread(ctx.db, ctx.actor.id) }
}
