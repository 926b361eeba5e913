import type { ScoringVersion } from '@leadglass/contracts/rule-lab.ts'
import type { ScoringModel } from '@leadglass/scoring'
import type { Tx } from '../context.ts'
import { enqueueJob } from '../jobs/queue/enqueue-job.ts'
import { notify } from '../notifications/notify.ts'
import { listManagerIds } from '../users/list-manager-ids.ts'
import { publishedNotice } from './lab-notices.ts'
import { findVersion, insertActiveVersion, lockPublishing } from './version-repository.ts'

/** The transaction of whoever publishes; without an actor it is the system. */
export type PublishingTx = Pick<Tx, 'db' | 'now'> & { readonly actor: { readonly id: string } | null }

export type VersionToPublish = {
  name: string
  document: ScoringModel
  learnedModelId: string | null
  learnedWeight: number
  reason: string
  restoresVersion?: number
}

/**
 * Puts rules, and what was learned, in force as the next version: every process hears of it, every lead is scored
 * again, every outcome is judged again, the managers are told. Two that publish at once do so one after the other.
 * The audit entry is the caller's. Notifications hold locks: among the last steps of a transaction.
 */
export async function publishVersion(tx: PublishingTx, version: VersionToPublish): Promise<ScoringVersion> {
  await lockPublishing(tx.db)
  const requestedById = tx.actor?.id ?? null
  const id = await insertActiveVersion(tx.db, {
    ...version,
    restoresVersion: version.restoresVersion ?? null,
    createdById: requestedById,
    createdAt: tx.now,
  })
  await enqueueJob(tx.db, { kind: 'rescore', input: { modelId: id }, requestedById })
  await enqueueJob(tx.db, { kind: 'judge', input: { modelId: id }, requestedById })
  const published = await findVersion(tx.db, id)
  if (!published) throw new Error('the version that was published is missing')
  const told = (await listManagerIds(tx.db)).filter((userId) => userId !== requestedById)
  await notify(
    tx.db,
    told.map((userId) => publishedNotice(userId, published)),
  )
  const { document, card, scale, ...row } = published
  return row
}
