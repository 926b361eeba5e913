import type { Db } from '../db/db.ts'
import { notifyLoopRun } from './background-loop-repository.ts'

/** Asks whoever runs this loop to run it now; heard within a moment, lost when nobody listens. */
export function requestLoopRun(db: Db, name: string): Promise<void> {
  return notifyLoopRun(db, name)
}
