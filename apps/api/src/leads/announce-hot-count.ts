import type { Db } from '../db/db.ts'
import { mailUsers } from '../mail/mail-users.ts'
import { notify } from '../notifications/notify.ts'

export type HotCount = {
  userId: string
  count: number /** Whether they are leads of the user. */
  isOwn: boolean
}

const link = '/leads?classification=hot'
const explanation = 'They became hot when the scoring changed, not by something that they did.'

/** Tells each user once how many leads a new version of the scoring has made hot (R105). */
export async function announceHotCount(db: Db, told: readonly HotCount[], version: number): Promise<void> {
  const notices = told.map(({ userId, count, isOwn }) => ({
    userId,
    type: 'lead_hot' as const,
    title: `${subject(count, isOwn)} hot under version ${version}`,
    message: explanation,
    link,
    leadId: null,
  }))
  for (const { userId, title, message } of notices)
    await mailUsers(db, [userId], { subject: title, text: `${title}. ${message}`, path: link })
  await notify(db, notices)
}

function subject(count: number, isOwn: boolean): string {
  const number = count.toLocaleString('en')
  if (isOwn) return count === 1 ? '1 of your leads is' : `${number} of your leads are`
  return count === 1 ? '1 lead is' : `${number} leads are`
}
