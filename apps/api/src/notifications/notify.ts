import type { Db } from '../db/db.ts'
import { insertNotifications, type NewNotification } from './notification-repository.ts'

export type { NewNotification } from './notification-repository.ts'

/**
 * Notifies users, inside the caller's transaction: with its commit the rows are there and open streams ring.
 * Until then other notifications for the same users wait, so this is among the last steps of a transaction.
 */
export async function notify(db: Db, notifications: readonly NewNotification[]): Promise<void> {
  if (notifications.length > 0) await insertNotifications(db, notifications)
}
