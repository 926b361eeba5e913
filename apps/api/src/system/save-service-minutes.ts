import type { Database } from '../db/db.ts'
import type { Loop } from '../jobs/loop.ts'
import type { ServiceMeter } from './service-meter.ts'
import {
  insertOutage,
  insertServiceMinutes,
  insertSlowRequests,
  lockOutages,
} from './service-minute-repository.ts'

/** Writes what this process has counted, all of it or nothing; what is not written stays in memory for the next time. */
export async function saveServiceMinutes(db: Database, meter: ServiceMeter): Promise<Record<string, number>> {
  const unwritten = meter.take()
  const { minutes, slow, outages } = unwritten
  if (minutes.size + slow.length + outages.length === 0) return { minutes: 0 }
  try {
    await db.transaction(async (tx) => {
      if (outages.length > 0) await lockOutages(tx)
      for (const outage of outages) await insertOutage(tx, outage)
      if (slow.length > 0) await insertSlowRequests(tx, slow)
      if (minutes.size > 0) await insertServiceMinutes(tx, minutes)
    })
  } catch (error) {
    meter.putBack(unwritten)
    throw error
  }
  return { minutes: minutes.size, slow: slow.length, outages: outages.length }
}

/** Each process writes its own counts; rows of one minute add up. */
export function serviceMinutesLoop(meter: ServiceMeter): Loop {
  return {
    name: 'service_minutes',
    everySeconds: 15,
    leaderOnly: false,
    maxSeconds: 60,
    run: ({ db }) => saveServiceMinutes(db, meter),
  }
}
