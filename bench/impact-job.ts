import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { scoringPresets } from '@leadglass/scoring'
import pg from 'pg'
import { connect } from '../apps/api/src/db/db.ts'
import { startTemporaryPostgres } from '../apps/api/src/db/embedded-postgres.ts'
import { migrate } from '../apps/api/src/db/migrate.ts'
import { ensureActiveModel } from '../apps/api/src/scoring/ensure-active-model.ts'
import { serverEnv } from '../scripts/server-env.ts'
import { fillDatabase } from './fill-database.ts'
import { reportLists, signInAsManager, startLists } from './list-load.ts'
import { startServer } from './servers.ts'

// How long a draft takes to be measured on a whole base, and what requests feel of it meanwhile. Limits: one minute, and
// a p99 of one second. `BENCH_DATABASE_URL` names a database that is filled already.
const root = path.resolve(import.meta.dirname, '..')
const size = {
  leads: Number(process.env.BENCH_LEADS ?? 200_000),
  activities: Number(process.env.BENCH_ACTIVITIES ?? 1_000_000),
  reps: 50,
}
const listsPerSecond = Number(process.env.BENCH_LISTS_PER_SECOND ?? 50)
const calmSeconds = 10
const postgresSettings = {
  shared_buffers: '512MB',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  max_wal_size: '4GB',
  max_connections: 100,
}

async function run(): Promise<void> {
  const given = process.env.BENCH_DATABASE_URL
  const database = given ? null : await startTemporaryPostgres({ settings: postgresSettings })
  const url = given ?? database?.url ?? ''
  const db = connect({ url, max: 4, onIdleError: () => {} })
  try {
    if (!given) await fill(db, url)
    const env = { ...serverEnv, DATABASE_URL: url, NODE_ENV: 'test', RATE_LIMIT_MAX_REQUESTS: '100000000' }
    const started = {
      ...env,
      SECRET_KEY: 'a-secret-of-the-benchmark-0123456789abcdef',
      AUTH_RATE_LIMIT_MAX_REQUESTS: '1000',
    }
    const server = await startServer(path.join(root, 'apps/api/src/main.ts'), started, '/health')
    try {
      await measure(server.baseUrl)
      console.log(`memory of the API process: ${server.memoryMb()} MB`)
    } finally {
      await server.stop()
    }
  } finally {
    await db.close()
    await database?.stop()
  }
}

async function fill(db: ReturnType<typeof connect>, url: string): Promise<void> {
  await migrate(db.pool, { directory: path.join(root, 'prisma/migrations') })
  await ensureActiveModel(db)
  // The pool of the product waits 30 s for an answer: half a million rows may take longer beside other work.
  const pool = new pg.Pool({ connectionString: url, max: 1 })
  try {
    await fillDatabase(pool, size)
    await closeDeals(pool)
  } finally {
    await pool.end()
  }
}

/** The leads that are won or lost were so a month after they came; user0 may publish. */
async function closeDeals(pool: pg.Pool): Promise<void> {
  await pool.query(`update users set role = 'admin' where username = 'user0'`)
  await pool.query(
    `insert into lead_outcomes (lead_id, won, closed_at, score, classification, scoring_model_id)
     select id, status = 'won', least(now(), created_at + interval '30 days'), current_score, classification,
            scoring_model_id
       from leads where status in ('won', 'lost')`,
  )
  await pool.query('vacuum analyze lead_outcomes')
}

type Job = {
  id: string
  status: string
  progress: number
  error: string | null
  result: Record<string, unknown>
}

async function measure(baseUrl: string): Promise<void> {
  const ask = await signInAsManager(baseUrl)
  const lists = startLists(ask, listsPerSecond)
  await sleep(calmSeconds * 1_000)
  reportLists('lists alone', lists.take())
  const rules = scoringPresets.b2b.rules.map((rule, index) => ({
    ...rule,
    points: rule.points + (index % 2),
  }))
  const draft = await ask<{ id: string }>('POST', '/scoring/drafts', {
    document: { ...scoringPresets.b2b, rules },
  })
  const begin = performance.now()
  let job = await ask<Job>('POST', `/scoring/drafts/${draft.id}/impact`)
  while (job.status === 'queued' || job.status === 'running') {
    await sleep(250)
    job = await ask<Job>('GET', `/jobs/${job.id}`)
  }
  const seconds = (performance.now() - begin) / 1_000
  reportLists('lists beside the job', lists.take())
  await lists.stop()
  if (job.status !== 'succeeded') throw new Error(`the job ${job.status}: ${job.error}`)
  const { leads, changed, mean_change, last_year } = job.result
  console.log(`impact of a draft: ${seconds.toFixed(1)} s from the request to the result`)
  console.log(JSON.stringify({ leads, changed, mean_change, last_year }))
}

await run()
