import type { Db } from '../db/db.ts'
import { mailUsers } from '../mail/mail-users.ts'
import { notify } from '../notifications/notify.ts'
import { listManagerIds } from '../users/list-manager-ids.ts'

/** How many leads of an owner became hot; of nobody where it is null. */
export type HotByOwner = { owner_id: string | null; count: number }

/** By what they became hot: the end of the title, and a sentence. */
type Cause = { title: string; message: string }

const link = '/leads?classification=hot'

/**
 * Tells of leads that became hot together (R105): each owner how many of theirs, the managers how many in all. Answers
 * how many there are.
 */
export async function announceHotCount(db: Db, hot: readonly HotByOwner[], cause: Cause): Promise<number> {
  const total = hot.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return 0
  const managers = new Set(await listManagerIds(db))
  const owners = hot.flatMap(({ owner_id, count }) =>
    owner_id && !managers.has(owner_id) ? [{ userId: owner_id, count, isOwn: true }] : [],
  )
  const all = [...managers].map((userId) => ({ userId, count: total, isOwn: false }))
  const notices = [...owners, ...all].map(({ userId, count, isOwn }) => ({
    userId,
    type: 'lead_hot' as const,
    title: `${subject(count, isOwn)} hot ${cause.title}`,
    message: cause.message,
    link,
    leadId: null,
  }))
  for (const { userId, title, message } of notices)
    await mailUsers(db, [userId], { subject: title, text: `${title}. ${message}`, path: link })
  await notify(db, notices)
  return total
}

function subject(count: number, isOwn: boolean): string {
  const number = count.toLocaleString('en')
  if (isOwn) return count === 1 ? '1 of your leads is' : `${number} of your leads are`
  return count === 1 ? '1 lead is' : `${number} leads are`
}
