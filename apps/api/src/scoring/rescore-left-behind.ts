import type { Database } from '../db/db.ts'
import { enqueueJobOnce } from '../jobs/queue/enqueue-job-once.ts'
import { activeModel } from './active-model.ts'
import { countLeadsOfOtherVersions } from './rescore-repository.ts'

/**
 * Asks for a rescore where leads are scored by an earlier version: its job was cancelled or failed, or an import that
 * began before the version came into force has ended after it. A net, not the way.
 */
export async function rescoreLeftBehind(db: Database): Promise<{ left_behind: number }> {
  const version = await activeModel(db)
  const left_behind = await countLeadsOfOtherVersions(db, version.id)
  if (left_behind > 0) {
    const input = { modelId: version.id }
    await enqueueJobOnce(db, { kind: 'rescore', input, requestedById: null })
  }
  return { left_behind }
}
