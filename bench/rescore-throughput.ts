import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Rule, scoringPresets } from '@leadglass/scoring'
import pg from 'pg'
import { connect, type Database } from '../apps/api/src/db/db.ts'
import { startTemporaryPostgres } from '../apps/api/src/db/embedded-postgres.ts'
import { migrate } from '../apps/api/src/db/migrate.ts'
import { createLog } from '../apps/api/src/log.ts'
import { ensureActiveModel } from '../apps/api/src/scoring/ensure-active-model.ts'
import { rescoreByTime } from '../apps/api/src/scoring/rescore-by-time.ts'
import { serverEnv } from '../scripts/server-env.ts'
import { fillDatabase } from './fill-database.ts'
import { reportLists, signInAsManager, startLists } from './list-load.ts'
import { startServer } from './servers.ts'

// How fast the whole base is scored again: after a publish, which moves nearly every lead, and after six hours of
// decay, which move few; and what lists feel of it. `BENCH_DATABASE_URL` names a database that is filled already.
const root = path.resolve(import.meta.dirname, '..')
const leads = Number(process.env.BENCH_LEADS ?? 200_000)
const size = { leads, activities: Number(process.env.BENCH_ACTIVITIES ?? leads * 10), reps: 50 }
const listsPerSecond = Number(process.env.BENCH_LISTS ?? 50)
const calmSeconds = 5
const decayHours = 6
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
    const server = await startServer(
      path.join(root, 'apps/api/src/main.ts'),
      {
        ...serverEnv,
        DATABASE_URL: url,
        NODE_ENV: 'test',
        RATE_LIMIT_MAX_REQUESTS: '100000000',
        AUTH_RATE_LIMIT_MAX_REQUESTS: '1000',
        SECRET_KEY: 'a-secret-of-the-benchmark-0123456789abcdef',
      },
      '/health',
    )
    try {
      await measure(db, url, server.baseUrl)
      console.log(`memory of the API process: ${server.memoryMb()} MB`)
    } finally {
      await server.stop()
    }
  } finally {
    await db.close()
    await database?.stop()
  }
}

async function fill(db: Database, url: string): Promise<void> {
  await migrate(db.pool, { directory: path.join(root, 'prisma/migrations') })
  await ensureActiveModel(db)
  // The pool of the product waits 30 s for an answer: millions of rows take longer.
  const pool = new pg.Pool({ connectionString: url, max: 1 })
  await fillDatabase(pool, size)
  await pool.end()
}

async function measure(db: Database, url: string, baseUrl: string): Promise<void> {
  const ask = await signInAsManager(baseUrl)
  const lists = startLists(ask, listsPerSecond)
  await sleep(calmSeconds * 1_000)
  reportLists('lists alone', lists.take())
  const { rules } = scoringPresets.b2b
  const raised = rules.map((rule) => ({ ...rule, points: rule.points + 1 }))
  const byOneRule = raised.map((rule, index) => (index === 0 ? { ...rule, points: rule.points + 5 } : rule))
  for (const [name, changed] of [
    ['first rules', rules],
    ['every rule changed', raised],
    ['one rule changed', byOneRule],
  ] as const) {
    await rescoreByPublish(db, name, changed)
    reportLists('lists beside it', lists.take())
  }
  await rescoreByDecay(url)
  reportLists('lists beside it', lists.take())
  await lists.stop()
}

type Job = { status: string; error: string | null; result: { read: number; moved: number }; seconds: number }

/** Puts other rules in force, as publishing does, and waits for the job. */
async function rescoreByPublish(db: Database, name: string, rules: readonly Rule[]): Promise<void> {
  const document = JSON.stringify({ ...scoringPresets.b2b, rules })
  const { rows } = await db.pool.query(
    `with before as (update scoring_models set is_active = false where is_active returning id),
     version as (insert into scoring_models (version, name, document, is_active, reason)
                 select max(version) + 1, 'Bench', $1::jsonb, true, 'Bench' from before, scoring_models returning id),
     told as (select pg_notify('model_published', ''), pg_notify('job_queued', ''))
     insert into background_jobs (kind, input)
     select 'rescore', jsonb_build_object('modelId', version.id) from version, told returning id`,
    [document],
  )
  let job: Job
  do {
    await sleep(200)
    const found = await db.pool.query(
      `select status, error, result, extract(epoch from finished_at - started_at)::float8 as seconds
         from background_jobs where id = $1`,
      [rows[0].id],
    )
    job = found.rows[0]
  } while (job.status === 'queued' || job.status === 'running')
  if (job.status !== 'succeeded') throw new Error(`the job ${job.status}: ${job.error}`)
  report(`publish, ${name}`, job.result, job.seconds)
}

/** The decay loop, six hours later. */
async function rescoreByDecay(url: string): Promise<void> {
  const later = Date.now() + decayHours * 3_600_000
  const begin = performance.now()
  const result = await rescoreByTime({
    databaseUrl: url,
    clock: () => new Date(later),
    log: createLog('silent'),
    signal: new AbortController().signal,
  })
  report(`decay of ${decayHours} h`, result, (performance.now() - begin) / 1_000)
}

function report(name: string, { read, moved }: { read: number; moved: number }, seconds: number): void {
  const rate = (count: number) => Math.round(count / seconds).toLocaleString('en')
  console.log(
    `${name}: ${read} read, ${moved} written in ${seconds.toFixed(1)} s: ${rate(read)} read/s, ${rate(moved)} written/s`,
  )
}

await run()
