import type { Database } from '../db/db.ts'
import { announceHotCount } from '../leads/announce-hot-count.ts'
import { listManagerIds } from '../users/list-manager-ids.ts'
import { countLeadsHotByVersion, findVersionToTellOf } from './rescore-hot-repository.ts'

/**
 * Tells of all leads that a version made hot at once: each owner how many of theirs, the managers how many in all. A
 * job that runs again tells nothing twice.
 */
export function announceHotByVersion(db: Database, modelId: string): Promise<number> {
  return db.transaction(async (tx) => {
    const version = await findVersionToTellOf(tx, modelId)
    if (!version || version.told) return 0
    const hot = await countLeadsHotByVersion(tx, modelId)
    const total = hot.reduce((sum, { count }) => sum + count, 0)
    if (total === 0) return 0
    const managers = new Set(await listManagerIds(tx))
    const owners = hot.flatMap(({ owner_id, count }) =>
      owner_id && !managers.has(owner_id) ? [{ userId: owner_id, count, isOwn: true }] : [],
    )
    const all = [...managers].map((userId) => ({ userId, count: total, isOwn: false }))
    await announceHotCount(tx, [...owners, ...all], version.version)
    return total
  })
}
