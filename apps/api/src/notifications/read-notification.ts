import type { Notification } from '@leadglass/contracts/notifications.ts'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { setNotificationRead } from './notification-repository.ts'

export async function readNotification(ctx: Context, id: string): Promise<Notification> {
  const read = await setNotificationRead(ctx.db, { id, userId: ctx.actor.id, at: ctx.now })
  if (!read) throw notFound('Notification')
  return read
}
