import type { Database, Db } from '../db/db.ts'
import { type NewNotification, notify } from '../notifications/notify.ts'
import { listManagerIds } from '../users/list-manager-ids.ts'
import { alarmSentence } from './alarm-sentence.ts'
import { alarmDays, compareHotAndWarm } from './hot-alarm.ts'
import {
  countHotAndWarm,
  endAlarm,
  endAlarmsOfOthers,
  type HotAndWarm,
  hasOpenAlarm,
  insertAlarm,
} from './score-alarm-repository.ts'

/** The time that the alarm looks at. */
export function alarmTime(now: Date): { from: Date; to: Date } {
  return { from: new Date(now.getTime() - alarmDays * 86_400_000), to: now }
}

/**
 * Raises the alarm of the version in force when hot no longer beats warm, and tells the managers once; ends it when hot
 * does again. Answers whether it is raised.
 */
export function watchHotAlarm(db: Database, model: { id: string }, now: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    await endAlarmsOfOthers(tx, model.id, now)
    const closed = await countHotAndWarm(tx, model.id, alarmTime(now))
    const finding = compareHotAndWarm(closed)
    if (finding === 'not_proven') return hasOpenAlarm(tx, model.id)
    if (finding !== 'hot_is_no_better') {
      await endAlarm(tx, model.id, now)
      return false
    }
    if (await insertAlarm(tx, model.id, now, closed)) await tellManagers(tx, closed)
    return true
  })
}

async function tellManagers(tx: Db, closed: HotAndWarm): Promise<void> {
  const notice: Omit<NewNotification, 'userId'> = {
    type: 'score_alarm',
    title: 'Hot leads no longer beat warm ones',
    message: alarmSentence(closed, true),
    link: '/report-card',
    leadId: null,
  }
  const managers = await listManagerIds(tx)
  await notify(
    tx,
    managers.map((userId) => ({ ...notice, userId })),
  )
}
