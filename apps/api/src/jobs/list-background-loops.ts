import type { Db } from '../db/db.ts'
import { type BackgroundLoopRow, listBackgroundLoopRows } from './background-loop-repository.ts'

/** Every loop of the deployment with its latest run, whichever instance made it (R142). */
export function listBackgroundLoops(db: Db): Promise<BackgroundLoopRow[]> {
  return listBackgroundLoopRows(db)
}
