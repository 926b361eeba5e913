import type { Database } from '../db/db.ts'
import { announceHotCount } from '../leads/announce-hot-count.ts'
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
    return announceHotCount(tx, hot, {
      title: `under version ${version.version}`,
      message: 'They became hot when the scoring changed, not by something that they did.',
    })
  })
}
