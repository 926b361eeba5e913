import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts'
import { findDatabaseUrl } from '../db/database-url.ts'
import { connect } from '../db/db.ts'
import { createLog } from '../log.ts'
import { listBackgroundLoops } from './list-background-loops.ts'
import { createLoops } from './loops.ts'

let database: TestDatabase
let db: ReturnType<typeof connect>
beforeAll(async () => {
  database = await createTestDatabase()
  db = connect({ url: database.url, max: 5, onIdleError: () => {} })
})
afterAll(async () => {
  await db.close()
  await database.drop()
})

describe('the loops of a server', () => {
  it('run, leave their rows and end', async () => {
    const loops = createLoops({
      db,
      clock: () => new Date(),
      log: createLog('info'),
      config: {
        database: findDatabaseUrl({ DATABASE_URL: database.url }),
        retentionDays: { audit: 365, notifications: 90 },
      },
      times: { lookMs: 100, provenMs: 1500, settleMs: 300, silenceMs: 3000 },
    })
    loops.start()
    await vi.waitFor(
      async () => expect((await listBackgroundLoops(db)).filter((row) => row.runs > 0)).toHaveLength(3),
      5000,
    )
    console.log(await listBackgroundLoops(db), loops.status(), loops.isLeader)
    await loops.stop()
  })
})
