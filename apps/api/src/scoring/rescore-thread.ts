import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '../db/db.ts'
import { openThreadDatabase } from '../jobs/threads/open-thread-database.ts'
import { serveThread, type ThreadTools } from '../jobs/threads/serve-thread.ts'
import { announceHotLead } from '../leads/announce-hot-lead.ts'
import { type RescoreOptions, type RescoreResult, rescoreLeads } from './rescore-leads.ts'
import { countLeadsOfOtherVersions, isVersionInForce } from './rescore-repository.ts'
import type { NewScore } from './rescore-write-repository.ts'

export type RescoreThreadInput = {
  databaseUrl: string
  /** The moment of the caller's clock. */
  now: number
  /** The version that was published; null to follow time alone by the version in force. */
  modelId: string | null
}

/** One reads, two write. */
const connections = 3
const passes = 10
const pauseMs = 500

serveThread<RescoreThreadInput, RescoreResult>(async ({ databaseUrl, now, modelId }, tools) => {
  const db = openThreadDatabase(databaseUrl, connections)
  const startedAt = performance.now()
  const clock = () => new Date(now + performance.now() - startedAt)
  const { signal } = tools
  const reachable = db.within(signal)
  try {
    if (modelId === null)
      return await rescoreLeads(reachable, { clock, signal, reach: 'decay', announce: tellEach })
    if (!(await isVersionInForce(reachable, modelId))) return { read: 0, moved: 0, superseded: true }
    return await rescoreAll(await countLeadsOfOtherVersions(reachable, modelId))
  } finally {
    await db.close()
  }

  /** Until no lead is left: those that somebody held or moved are met again. */
  async function rescoreAll(total: number): Promise<RescoreResult> {
    const sum: RescoreResult = { read: 0, moved: 0, superseded: false }
    for (let pass = 1; pass <= passes && !signal.aborted; pass += 1) {
      const told = tellProgress(tools, sum.moved, total)
      const options: RescoreOptions = { clock, signal, reach: 'model', onRead: told }
      const { read, moved, superseded } = await rescoreLeads(reachable, options)
      sum.read += read
      sum.moved += moved
      sum.superseded = superseded
      if (read === 0 || superseded) break
      if (moved < read) await sleep(pauseMs, undefined, { signal })
    }
    signal.throwIfAborted()
    return sum
  }
})

function tellProgress({ progress }: ThreadTools, before: number, total: number) {
  return (read: number) => {
    const done = Math.min(before + read, total)
    progress(
      total === 0 ? 1 : done / total,
      `${done.toLocaleString('en')} of ${total.toLocaleString('en')} leads`,
    )
  }
}

async function tellEach(db: Db, hot: readonly NewScore[]): Promise<void> {
  for (const { lead, score } of hot) await announceHotLead(db, lead, score)
}
