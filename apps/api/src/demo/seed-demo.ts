import { scoringPresets } from '@leadglass/scoring'
import bcrypt from 'bcrypt'
import type { Database, Db } from '../db/db.ts'
import { enqueueJob } from '../jobs/queue/enqueue-job.ts'
import { buildDemo } from './build-demo.ts'
import { dayMs, hourMs, startOfDay } from './demo-clock.ts'
import {
  insertActivities,
  insertAssignments,
  insertNotes,
  insertNotifications,
  insertScoreChanges,
} from './demo-history-repository.ts'
import { demoPassword } from './demo-password.ts'
import { findOrInsertModel, inDemoTransaction, insertLeads, insertUsers, isInUse } from './demo-repository.ts'
import type { DemoData } from './demo-rows.ts'
import {
  insertDraft,
  insertJudgements,
  insertOutcomes,
  insertOverrides,
  insertProfileVersions,
  insertSecondVersion,
  insertVerdicts,
  insertWorkMarks,
  setLearning,
} from './demo-scoring-repository.ts'
import { type DemoVersions, demoVersions, draft, draftOf, reasonOfSecond } from './demo-versions.ts'
import { lastContacts } from './last-contacts.ts'

export type SeedOptions = { seed?: number; now?: Date }

/**
 * Fills an empty database with a company's last twelve months, once: a database with users or leads is left alone, and
 * a fault leaves nothing behind. What the outcomes teach takes some seconds of a core, so the server learns it as soon
 * as it runs, and puts it in force as the settings of the workspace say.
 */
export async function seedDemo(
  pool: Database['pool'],
  log: (line: string) => void,
  { seed = 20_260_106, now = new Date() }: SeedOptions = {},
): Promise<void> {
  const startedAt = performance.now()
  await inDemoTransaction(pool, async (db) => {
    if (await isInUse(db)) return log('Demo data: the database is in use already')
    const versions = demoVersions(await findOrInsertModel(db, scoringPresets.b2b), now)
    const data = buildDemo(versions, { seed, now })
    await insertUsers(db, data.users, await bcrypt.hash(demoPassword, 10))
    await insertCompany(db, data, { versions, today: startOfDay(now.getTime()) })
    await enqueueJob(db, { kind: 'train', input: {}, requestedById: null })
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
    log(`Demo data: ${data.leads.length} leads and ${data.activities.length} activities in ${seconds} s`)
  })
}

type Setting = { versions: DemoVersions; today: number }

async function insertCompany(db: Db, data: DemoData, { versions, today }: Setting): Promise<void> {
  const [, inForce] = versions
  const scoredAt = new Date(today)
  await insertRules(db, data, { versions, today })
  await insertLeads(db, data.leads, { scoredAt, modelId: inForce.id, contactsOf: lastContacts(data) })
  await insertActivities(db, data.activities)
  await insertScoreChanges(db, data.scoreChanges)
  await insertProfileVersions(db, data.profileVersions)
  await insertOutcomes(db, data.outcomes)
  await insertJudgements(db, data.judgements, scoredAt)
  await insertAssignments(db, data.assignments)
  await insertNotes(db, data.notes)
  await insertNotifications(db, data.notifications)
  await insertVerdicts(db, data.verdicts)
  await insertOverrides(db, data.overrides)
  await insertWorkMarks(db, data.workMarks)
}

async function insertRules(db: Db, { users }: DemoData, { versions, today }: Setting): Promise<void> {
  const authorId = users.find(({ role }) => role === 'admin')?.id
  if (!authorId) throw new Error('nobody may publish the rules')
  const [first, { id, from, model }] = versions
  const { reason } = draft
  await insertSecondVersion(db, first, { id, from, document: model.model, authorId, reason: reasonOfSecond })
  const createdAt = today - 6 * dayMs + 9.4 * hourMs
  const savedAt = today - 2 * dayMs + 15.1 * hourMs
  await insertDraft(db, { document: draftOf(versions[1]), reason, authorId, createdAt, savedAt })
  await setLearning(db, authorId)
}
