import type { ScoringModel } from '@leadglass/scoring'
import { openThreadDatabase } from '../jobs/threads/open-thread-database.ts'
import { serveThread } from '../jobs/threads/serve-thread.ts'
import { type BaseMeasurement, measureBase } from './measure-base.ts'

export type ImpactThreadInput = { databaseUrl: string; document: ScoringModel; at: Date }

serveThread<ImpactThreadInput, BaseMeasurement>(
  async ({ databaseUrl, document, at }, { progress, signal }) => {
    const db = openThreadDatabase(databaseUrl)
    try {
      return await measureBase(db.within(signal), document, at, progress)
    } finally {
      await db.close()
    }
  },
)
