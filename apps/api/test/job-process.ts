import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from '../src/db/db.ts'
import { createListener } from '../src/db/listener.ts'
import { statement } from '../src/db/sql.ts'
import type { JobTimes } from '../src/jobs/queue/job-claim.ts'
import { createJobRunner } from '../src/jobs/queue/job-runner.ts'
import { createLog } from '../src/log.ts'

// One process of a deployment that runs jobs: a row in `turns` at the begin and at the end of each, `input.ms` apart.
// Started by job-runner.test.ts with the database and its times.

const [url = '', times = '{}'] = process.argv.slice(2)
const log = createLog('info')
const db = connect({ url, max: 3, log, onIdleError: () => {} })
const takeNote = statement<never>('note', 'insert into turns (who, job, what) values ($1, $2, $3)')

const runner = createJobRunner({
  db,
  databaseUrl: url,
  clock: () => new Date(),
  log,
  times: JSON.parse(times) as Partial<JobTimes>,
  handlers: {
    async impact({ id, input, db, signal }) {
      const note = (what: string) => db.sql(takeNote, [process.pid, id, what])
      await note('begin')
      await sleep(Number(input.ms), undefined, { signal })
      await note('end')
      return { who: process.pid }
    },
  },
})
const listener = createListener({ url, log, watch: db.watch })
listener.on('job_queued', () => runner.wake())
listener.on('job_cancelled', (id) => runner.cancel(id))
listener.start()
runner.start()
process.on('SIGTERM', async () => {
  await runner.stop()
  await listener.close()
  await db.close()
  process.exit(0)
})
// The timers of a runner do not keep a process alive: its server does.
setInterval(() => {}, 60_000)
