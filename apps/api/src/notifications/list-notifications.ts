import type { Notification, NotificationListQuery } from '@leadglass/contracts/notifications.ts'
import type { Page } from '@leadglass/contracts/paging.ts'
import type { Context } from '../context.ts'
import { readPage } from '../db/paging.ts'
import { listNotificationsOf, notificationSort } from './notification-repository.ts'

export function listNotifications(ctx: Context, query: NotificationListQuery): Promise<Page<Notification>> {
  const page = readPage(query, notificationSort, 'bigint')
  return listNotificationsOf(ctx.db, ctx.actor.id, query.unread_only ?? false, page)
}
