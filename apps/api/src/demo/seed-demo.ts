import { compileModel, scoringPresets } from '@leadglass/scoring'
import bcrypt from 'bcrypt'
import type { Database } from '../db/db.ts'
import { buildDemo } from './build-demo.ts'
import { startOfDay } from './demo-clock.ts'
import {
  insertActivities,
  insertAssignments,
  insertNotes,
  insertNotifications,
  insertScoreChanges,
} from './demo-history-repository.ts'
import { demoPassword } from './demo-password.ts'
import { findOrInsertModel, inDemoTransaction, insertLeads, insertUsers, isInUse } from './demo-repository.ts'
import { lastContacts } from './last-contacts.ts'

export type SeedOptions = { seed?: number; now?: Date }

/**
 * Fills an empty database with a company's last twelve months, once: a database with users or leads is left alone, and
 * a fault leaves nothing behind.
 */
export async function seedDemo(
  pool: Database['pool'],
  log: (line: string) => void,
  { seed = 20_260_101, now = new Date() }: SeedOptions = {},
): Promise<void> {
  const startedAt = performance.now()
  await inDemoTransaction(pool, async (db) => {
    if (await isInUse(db)) return log('Demo data: the database is in use already')
    const model = await findOrInsertModel(db, scoringPresets.b2b)
    const data = buildDemo(compileModel(model.document), { seed, now })
    const scoredAt = new Date(startOfDay(now.getTime()))
    const run = { scoredAt, modelId: model.id, contactsOf: lastContacts(data) }
    await insertUsers(db, data.users, await bcrypt.hash(demoPassword, 10))
    await insertLeads(db, data.leads, run)
    await insertActivities(db, data.activities)
    await insertScoreChanges(db, data.scoreChanges, model.id)
    await insertAssignments(db, data.assignments)
    await insertNotes(db, data.notes)
    await insertNotifications(db, data.notifications)
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
    log(`Demo data: ${data.leads.length} leads and ${data.activities.length} activities in ${seconds} s`)
  })
}
