import { findDatabaseUrl } from '../src/db/database-url.ts'
import { connect } from '../src/db/db.ts'
import { statement } from '../src/db/sql.ts'
import type { LeaderTimes } from '../src/jobs/leadership.ts'
import type { LoopJob } from '../src/jobs/loop.ts'
import { createLoops } from '../src/jobs/loops.ts'
import { createLog } from '../src/log.ts'

// One process of a deployment, of which only the leader takes turns: a row at the begin, ten on the way, one at the
// end. Started by leadership.test.ts with the database and the times of the lease.

const [url = '', times = '{}'] = process.argv.slice(2)
const log = createLog('info')
const db = connect({ url, max: 3, onIdleError: () => {} })
const takeNote = statement<never>('note', 'insert into turns (who, run, what) values ($1, $2, $3)')
let run = 0

async function takeTurn({ db, signal }: LoopJob): Promise<Record<string, number>> {
  run += 1
  const note = (what: string) => db.sql(takeNote, [process.pid, run, what])
  await note('begin')
  for (let step = 0; step < 10; step += 1) {
    await new Promise((resolve) => setTimeout(resolve, 30))
    // On purpose: whoever does not look at the signal is stopped by the database of the run.
    if (step % 2 === 0 || !signal.aborted) await note('step')
  }
  await note('end')
  return { run }
}

const loops = createLoops({
  db,
  clock: () => new Date(),
  log,
  config: {
    database: findDatabaseUrl({ DATABASE_URL: url }),
    retentionDays: { audit: 365, notifications: 90 },
  },
  times: JSON.parse(times) as LeaderTimes,
  more: [{ name: 'turn', everySeconds: 0.05, leaderOnly: true, run: takeTurn }],
})
loops.start()
process.on('SIGTERM', async () => {
  await loops.stop()
  await db.close()
  process.exit(0)
})
// The timers of loops do not keep a process alive: its server does.
setInterval(() => {}, 60_000)
