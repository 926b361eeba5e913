import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from '../apps/api/src/db/db.ts'
import { startTemporaryPostgres } from '../apps/api/src/db/embedded-postgres.ts'
import { migrate } from '../apps/api/src/db/migrate.ts'
import { ensureActiveModel } from '../apps/api/src/scoring/ensure-active-model.ts'
import { rescoreLeads } from '../apps/api/src/scoring/rescore-leads.ts'
import { serverEnv } from '../scripts/server-env.ts'
import { countStatements } from './count-statements.ts'
import { benchPassword, fillDatabase } from './fill-database.ts'
import { connections, type Measured, measure, median, medianOf } from './measure.ts'
import { type Row, renderResults } from './results.ts'
import { measureScoring } from './scoring-throughput.ts'
import { type Server, startServer } from './servers.ts'
import { makeWorkloads, type Workload } from './workloads.ts'

const root = path.resolve(import.meta.dirname, '..')
const number = (name: string, fallback: number) => Number(process.env[name] ?? fallback)
const settings = {
  seconds: number('BENCH_SECONDS', 6),
  rounds: number('BENCH_ROUNDS', 3),
  /** Until the compiler has seen the code of a request often enough; a service runs for days after that. */
  warmUpSeconds: number('BENCH_WARM_UP_SECONDS', 10),
  connections,
}
const size = {
  leads: number('BENCH_LEADS', 200_000),
  activities: number('BENCH_ACTIVITIES', 1_000_000),
  reps: 50,
}
const log = (line: string) => console.log(line)

/** Fills a database of its own, starts both servers on it, loads them in turn and writes bench/RESULTS.md. */
async function runBench(): Promise<void> {
  const scoring = measureScoring()
  log(`scoring: ${Math.round(scoring.score)} leads/s, with ledger ${Math.round(scoring.explain)}`)
  const database = await startTemporaryPostgres({
    settings: {
      shared_buffers: '512MB',
      fsync: 'on',
      full_page_writes: 'on',
      synchronous_commit: 'on',
      max_wal_size: '4GB',
      shared_preload_libraries: 'pg_stat_statements',
      max_connections: 100,
    },
  })
  const db = connect({ url: database.url, max: 4, onIdleError: () => {} })
  const servers: Server[] = []
  try {
    const rescored = await prepare(db)
    const env = { DATABASE_URL: database.url, NODE_ENV: 'test', DATABASE_POOL_MAX: '20', ...applicationEnv }
    const reference = await startServer(path.join(root, 'bench/reference-server.ts'), env, '/none')
    servers.push(reference)
    const started = performance.now()
    const product = await startServer(
      path.join(root, 'apps/api/src/main.ts'),
      { ...serverEnv, ...env },
      '/health',
    )
    servers.push(product)
    const healthyAfterMs = performance.now() - started
    const token = await signIn(product)
    await untilIdle(product)
    const idle = product.memoryMb()
    const workloads = await makeWorkloads(db.pool)
    const rows: Row[] = []
    for (const workload of workloads)
      rows.push(await compare(workload, { product, reference, token, pool: db.pool }))
    const counts = await measure(product, [{ method: 'GET', path: '/api/leads/counts' }], {
      seconds: settings.seconds,
      token,
    })
    const { rows: version } = await db.pool.query('show server_version')
    const results = renderResults({
      rows,
      counts: { perSecond: counts.perSecond, ofList: counts.perSecond / (rows[0]?.product.perSecond ?? 1) },
      scoring: { ...scoring, rescored },
      memoryMb: { idle, loaded: product.memoryMb() },
      healthyAfterMs,
      size,
      postgres: version[0].server_version,
      settings,
    })
    const file = path.join(root, 'bench/RESULTS.md')
    writeFileSync(file, results)
    log(`\n${results}\nWritten: ${file}`)
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
    await db.close()
    await database.stop()
  }
}

const applicationEnv = {
  SECRET_KEY: 'a-secret-of-the-benchmark-0123456789abcdef',
  ACCESS_TOKEN_EXPIRE_MINUTES: '600',
  RATE_LIMIT_MAX_REQUESTS: '100000000',
  AUTH_RATE_LIMIT_MAX_REQUESTS: '1000000',
}

/** Fills the database and scores every lead of it once; answers how many leads a second that was. */
async function prepare(db: ReturnType<typeof connect>): Promise<number> {
  await migrate(db.pool, { directory: path.join(root, 'prisma/migrations') })
  await ensureActiveModel(db)
  await db.pool.query('create extension if not exists pg_stat_statements')
  const start = performance.now()
  await fillDatabase(db.pool, size)
  log(`filled ${size.leads} leads and ${size.activities} activities in ${seconds(start)} s`)
  const rescoring = performance.now()
  const { moved } = await rescoreLeads(db, { clock: () => new Date(), reach: 'decay' })
  const rate = moved / ((performance.now() - rescoring) / 1000)
  log(`scored ${moved} leads in ${seconds(rescoring)} s`)
  await db.pool.query('vacuum analyze')
  return rate
}

const seconds = (start: number) => ((performance.now() - start) / 1000).toFixed(1)

/** The server looks after its scores when it starts; figures are taken when that is over. */
async function untilIdle(server: Server): Promise<void> {
  for (let quiet = 0; quiet < 3; ) {
    const before = server.cpuMs()
    await sleep(500)
    quiet = server.cpuMs() - before < 50 ? quiet + 1 : 0
  }
}

async function signIn(product: Server): Promise<string> {
  const answer = await fetch(`${product.baseUrl}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'user0', password: benchPassword }),
  })
  const body = (await answer.json()) as { access_token?: string }
  if (!body.access_token) throw new Error(`sign-in failed: ${JSON.stringify(body)}`)
  return body.access_token
}

type Pair = { product: Server; reference: Server; token: string; pool: ReturnType<typeof connect>['pool'] }

/** Alternating rounds; the ratio is the median of the ratios of neighbours, so that drift hits both alike. */
async function compare(workload: Workload, { product, reference, token, pool }: Pair): Promise<Row> {
  const [probe] = workload.product
  if (!probe) throw new Error(`${workload.name} has no request`)
  const statements = await countStatements(pool, product, probe, token)
  const ours: Measured[] = []
  const theirs: Measured[] = []
  await measure(product, workload.product, { seconds: settings.warmUpSeconds, token })
  await measure(reference, workload.reference, { seconds: settings.warmUpSeconds })
  for (let round = 0; round < settings.rounds; round++) {
    ours.push(await measure(product, workload.product, { seconds: settings.seconds, token }))
    theirs.push(await measure(reference, workload.reference, { seconds: settings.seconds }))
  }
  const ratio = median(ours.map((round, index) => round.perSecond / (theirs[index]?.perSecond ?? 1)))
  const row = {
    name: workload.name,
    target: workload.target,
    product: medianOf(ours),
    reference: medianOf(theirs),
    ratio,
    statements,
  }
  log(
    `${row.name}: ${Math.round(row.product.perSecond)}/s, reference ${Math.round(row.reference.perSecond)}/s, ratio ${ratio.toFixed(2)}`,
  )
  return row
}

await runBench()
