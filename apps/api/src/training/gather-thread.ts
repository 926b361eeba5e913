import { openThreadDatabase } from '../jobs/threads/open-thread-database.ts'
import { serveThread } from '../jobs/threads/serve-thread.ts'
import { type Gathered, type GatherInput, gatherOutcomes } from './gather-outcomes.ts'

/** Reads and reshapes closed leads beside the event loop of the server. */
serveThread<GatherInput & { databaseUrl: string }, Gathered>(async (input, { progress }) => {
  const db = openThreadDatabase(input.databaseUrl)
  try {
    return await gatherOutcomes(db, input, (fraction) => progress(fraction, 'reading closed leads'))
  } finally {
    await db.close()
  }
})
