import { z } from 'zod'
import { anyRole } from './auth.ts'
import { defineEndpoint } from './endpoint.ts'
import { idParams, queryBoolean, timestamp, uuid } from './fields.ts'
import { pageOf, pageQuery } from './paging.ts'

export const notificationTypes = [
  'lead_assigned',
  'lead_transferred',
  'lead_unassigned',
  'lead_completed',
  'lead_hot',
  'note_added',
  'scoring_published',
  'scoring_not_published',
  'verdict_reviewed',
  'score_alarm',
  'model_trained',
] as const
export const notificationType = z.enum(notificationTypes)
export type NotificationType = z.infer<typeof notificationType>

export const notification = z.object({
  id: uuid,
  seq: z.int().describe('grows with every notification of a user; the id of the live stream'),
  notification_type: notificationType,
  title: z.string(),
  message: z.string(),
  link: z.string().nullable().describe('path in the web app'),
  lead_id: uuid.nullable(),
  is_read: z.boolean(),
  read_at: timestamp.nullable(),
  created_at: timestamp,
})
export type Notification = z.infer<typeof notification>

export const notificationListQuery = pageQuery.extend({ unread_only: queryBoolean.optional() })
export type NotificationListQuery = z.output<typeof notificationListQuery>

const unreadCount = z.object({ count: z.int() })

export const listNotifications = defineEndpoint({
  name: 'listNotifications',
  summary: 'Own notifications, newest first',
  tag: 'notifications',
  method: 'GET',
  path: '/notifications',
  access: anyRole,
  query: notificationListQuery,
  response: pageOf(notification),
})

export const countUnreadNotifications = defineEndpoint({
  name: 'countUnreadNotifications',
  summary: 'How many are unread',
  tag: 'notifications',
  method: 'GET',
  path: '/notifications/unread-count',
  access: anyRole,
  response: unreadCount,
})

export const readNotification = defineEndpoint({
  name: 'readNotification',
  summary: 'Mark one as read',
  tag: 'notifications',
  method: 'PUT',
  path: '/notifications/:id/read',
  access: anyRole,
  params: idParams,
  response: notification,
})

export const readAllNotifications = defineEndpoint({
  name: 'readAllNotifications',
  summary: 'Mark all as read',
  tag: 'notifications',
  method: 'PUT',
  path: '/notifications/read-all',
  access: anyRole,
  response: unreadCount,
})

/**
 * Server-sent events: `unread` (data: {count}) at the start, `notification` (data: Notification, id: seq), comments
 * as heartbeats. After more than 100 missed ones `unread` and `reset`: load the list again.
 */
export const streamNotifications = defineEndpoint({
  name: 'streamNotifications',
  summary: 'Live stream of own notifications; Last-Event-ID resumes it',
  tag: 'notifications',
  method: 'GET',
  path: '/notifications/stream',
  access: anyRole,
  kind: 'stream',
})
