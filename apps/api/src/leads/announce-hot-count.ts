import type { Db } from '../db/db.ts'
import { notify } from '../notifications/notify.ts'

export type HotCount = {
  userId: string
  count: number /** Whether they are leads of the user. */
  isOwn: boolean
}

/** Tells each user once how many leads a new version of the scoring has made hot (R105). */
export async function announceHotCount(db: Db, told: readonly HotCount[], version: number): Promise<void> {
  await notify(
    db,
    told.map(({ userId, count, isOwn }) => ({
      userId,
      type: 'lead_hot',
      title: `${subject(count, isOwn)} hot under version ${version}`,
      message: 'They became hot when the scoring changed, not by something that they did.',
      link: '/leads?classification=hot',
      leadId: null,
    })),
  )
}

function subject(count: number, isOwn: boolean): string {
  const number = count.toLocaleString('en')
  if (isOwn) return count === 1 ? '1 of your leads is' : `${number} of your leads are`
  return count === 1 ? '1 lead is' : `${number} leads are`
}
