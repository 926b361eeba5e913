import type { Db } from '../db/db.ts'
import { statement } from '../db/sql.ts'

/** Every process listens on this channel. */
export const cacheChannel = 'cache_changed'

const notice = statement('notify_cache_changed', `select pg_notify('${cacheChannel}', $1)`)

export async function insertCacheNotice(db: Db, payload: string): Promise<void> {
  await db.sql(notice, [payload])
}
