import { recordAudit } from '../audit/record-audit.ts'
import { originOf } from '../context.ts'
import type { Database, Db } from '../db/db.ts'
import { notify } from '../notifications/notify.ts'
import { findActiveUser } from '../users/find-active-user.ts'
import { listManagerIds } from '../users/list-manager-ids.ts'
import { draftEntry } from './audited-rules.ts'
import { ruleSentences } from './check-rules.ts'
import { type DraftRow, findDraftForUpdate, listDueDraftIds, setDraftSchedule } from './draft-repository.ts'
import { refusedNotice } from './lab-notices.ts'
import { putDraftInForce } from './put-draft-in-force.ts'

export type DueResult = { published: number; refused: number }

type Outcome = keyof DueResult | 'gone'

/**
 * Puts drafts in force whose date has come, in the name of who gave the date. Where that person may not publish any
 * more, or the rules do not hold any more, the draft keeps the reason why and the managers are told.
 */
export async function publishDueDrafts(db: Database, now: Date, signal?: AbortSignal): Promise<DueResult> {
  const result = { published: 0, refused: 0 }
  const failures: unknown[] = []
  for (const id of await listDueDraftIds(db, now)) {
    if (signal?.aborted) break
    try {
      const outcome = await db.transaction((tx) => publishDueDraft(tx, id, now))
      if (outcome !== 'gone') result[outcome] += 1
    } catch (error) {
      // One draft that fails does not hold up the others.
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
  return result
}

async function publishDueDraft(db: Db, id: string, now: Date): Promise<Outcome> {
  const draft = await findDraftForUpdate(db, id)
  if (!draft?.publish_at || Date.parse(draft.publish_at) > now.getTime()) return 'gone'
  const actor = draft.scheduled_by
  const problem = await problemOf(db, draft)
  const auditor = { now, origin: originOf('schedule') }
  if (problem === null) {
    await putDraftInForce({ db, ...auditor, actor }, draft, draft.reason ?? draft.name)
    return 'published'
  }
  const nothing = { publishAt: null, scheduledById: null, reason: null }
  await setDraftSchedule(db, { id, ...nothing, problem })
  const change = { before: { publish_at: draft.publish_at }, after: { publish_at: null, problem } }
  await recordAudit(db, draftEntry({ ...auditor, actor: null }, 'scoring_draft_unscheduled', draft, change))
  const managers = await listManagerIds(db)
  await notify(
    db,
    managers.map((userId) => refusedNotice(userId, draft, problem)),
  )
  return 'refused'
}

async function problemOf(db: Db, draft: DraftRow): Promise<string | null> {
  const due = `It was to be published at ${draft.publish_at}`
  const scheduler = draft.scheduled_by && (await findActiveUser(db, draft.scheduled_by.id))
  if (!scheduler) return `${due}, but nobody stands for it any more`
  if (!scheduler.is_active) return `${due}, but ${scheduler.full_name}, who scheduled it, is deactivated`
  if (scheduler.role !== 'admin')
    return `${due}, but ${scheduler.full_name}, who scheduled it, is no longer an admin`
  const [first] = ruleSentences(draft.document)
  return first ? `${due}, but its rules are not valid any more. ${first.message}` : null
}
