import { LRUCache } from 'lru-cache'
import type { PublicContext } from '../context.ts'
import type { Database } from '../db/db.ts'
import type { AuditEntry } from './audit-entry.ts'
import { recordAudit } from './record-audit.ts'

const windowMs = 60_000
/** Entries of one key in a minute, and of all keys of this process, that are written one by one. */
const plainPerKey = 5
const plainInAll = 300
/** Keys that are counted at once; the least recently used go first. */
const keysKept = 10_000

/** Entries about what was refused. They come in floods, so there is a bound to what they may fill. */
export type RefusalLog = {
  /** Never fails: who is refused is refused, whether or not it can be written down. */
  record(entry: AuditEntry, key: string): Promise<void>
}

type Count = { since: number; count: number }

/**
 * Writes the first of a minute, then only the 10th, 20th, 40th, 80th …: each says in `count` how many there were until
 * then, so that a flood of n takes 5 + log2(n) entries a minute. Every one stands in the log stream (ASVS 16.3.1).
 */
export function createRefusalLog(db: Database, log: PublicContext['log']): RefusalLog {
  const keys = new LRUCache<string, Count>({ max: keysKept })
  let all: Count = { since: 0, count: 0 }
  return {
    async record(entry, key) {
      const { action, actorId, entityName, ip, requestId } = entry
      log.info({ audit: action, actorId, of: entityName, ip, requestId }, 'refused')
      const ofKey = counted(keys.get(key), entry.at.getTime())
      keys.set(key, ofKey)
      all = counted(all, entry.at.getTime())
      if (!isWritten(ofKey.count, plainPerKey) || !isWritten(all.count, plainInAll)) return
      const after = ofKey.count > 1 ? { ...entry.after, count: ofKey.count } : entry.after
      await recordAudit(db, { ...entry, after }).catch((err: unknown) => {
        log.warn({ err, audit: action, requestId }, 'a refusal is not in the audit log')
      })
    },
  }
}

function counted(known: Count | undefined, now: number): Count {
  const isOver = !known || now - known.since >= windowMs || now < known.since
  return isOver ? { since: now, count: 1 } : { since: known.since, count: known.count + 1 }
}

function isWritten(count: number, plain: number): boolean {
  return count <= plain || Number.isInteger(Math.log2(count / plain))
}
