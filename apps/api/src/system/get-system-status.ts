import type { Context } from '../context.ts'
import type { Database } from '../db/db.ts'
import { databaseFault } from '../db/db-errors.ts'
import { listBackgroundLoops } from '../jobs/list-background-loops.ts'
import { countJobs, type JobCounts } from '../jobs/queue/count-jobs.ts'
import {
  findServerState,
  findServiceHistory,
  type ServerState,
  type ServiceHistory,
} from './system-status-repository.ts'

export type BackgroundLoopRow = Awaited<ReturnType<typeof listBackgroundLoops>>[number]

/** What the database knows of the service: four statements at once. */
export type StoredStatus = {
  server: ServerState
  history: ServiceHistory
  loops: BackgroundLoopRow[]
  jobs: JobCounts
}

/** A page that asks every few seconds does not wait longer for a database that is stuck. */
const timeLimitMs = 2_000

/** Null while the database is away: then what this process remembers is all there is. */
export async function getSystemStatus(ctx: Context): Promise<StoredStatus | null> {
  if (ctx.db.watch.state === 'down') return null
  try {
    return await readStored(ctx.db.within(AbortSignal.timeout(timeLimitMs), ctx.log), ctx.now)
  } catch (error) {
    // Also before the tables are there: of all pages, this one answers.
    if (databaseFault(error) !== 'unavailable')
      ctx.log.warn({ err: error }, 'status of the service cannot be read')
    return null
  }
}

async function readStored(db: Database, now: Date): Promise<StoredStatus> {
  const [server, history, loops, jobs] = await Promise.all([
    findServerState(db),
    findServiceHistory(db, now),
    listBackgroundLoops(db),
    countJobs(db),
  ])
  return { server, history, loops, jobs }
}
