import type { Db } from '../db/db.ts'
import { enqueueJob } from '../jobs/queue/enqueue-job.ts'

/** A mail to users of this workspace; `path` leads into the web app. */
export type UserMail = { subject: string; text: string; path: string }

/**
 * Tells users by mail, in the caller's transaction: after its commit, where a mail server is configured, each of them
 * who wants mails gets one (R105, R119).
 */
export async function mailUsers(db: Db, userIds: readonly string[], mail: UserMail): Promise<void> {
  if (userIds.length === 0) return
  await enqueueJob(db, { kind: 'mail', input: { userIds, ...mail }, requestedById: null })
}
