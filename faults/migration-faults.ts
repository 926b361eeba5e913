import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { readMigrationFiles } from '../apps/api/src/db/migration-files.ts'
import { migrationsDir } from '../scripts/paths.ts'
import { APP_ROLE } from './fault-postgres.ts'
import type { FaultServer } from './fault-server.ts'
import { send } from './http-client.ts'
import { signal } from './process-tree.ts'
import { copyRelease, writeMigration } from './release-copy.ts'
import type { Score } from './score-sheet.ts'
import type { Workplace } from './workplace.ts'

/** Of Prisma's own tools and of ours alike. */
const migrationLock = 72707369
const fixture = '29990101000000_fixture'

type Trial = {
  workplace: Workplace
  database: string
  /** A copy of this release, made when it is first asked for. */
  release(): string
  start(root?: string): Promise<FaultServer>
  asAdmin<Row>(sql: string): Promise<Row[]>
}

type Migrating = { name: string; run(trial: Trial): Promise<{ problems: string[]; facts: string[] }> }

const trials: readonly Migrating[] = [
  { name: 'two processes start on an empty database', run: (trial) => startTogether(trial, 2) },
  { name: 'five processes start on an empty database', run: (trial) => startTogether(trial, 5) },
  { name: 'SIGKILL inside a migration, then another start', run: killInside },
  { name: 'a migration fails in its second statement, then is mended', run: failHalfWay },
  { name: 'another tool holds the migration lock for 6 s', run: waitForLock },
  { name: 'an applied migration was changed', run: refuseChanged },
  { name: 'version N−1 on schema N', run: runOlder },
]

/** Each trial on a database of its own, with processes of its own. */
export async function tryMigrations(workplace: Workplace, only?: readonly number[]): Promise<Score[]> {
  const scores: Score[] = []
  for (const [index, { name, run }] of trials.entries()) {
    if (only && !only.includes(index)) continue
    const database = `migrations_${index}`
    await workplace.postgres.asAdmin(`create database ${database} owner ${APP_ROLE}`)
    const started: FaultServer[] = []
    let copy: string | undefined
    const trial: Trial = {
      workplace,
      database,
      release: () => {
        copy ??= copyRelease(path.join(workplace.folder, `release-${index}`), workplace.release)
        return copy
      },
      start: async (root) => {
        const env = { DATABASE_URL: workplace.postgres.appUrl(database), WEB_CONCURRENCY: '1' }
        const server = await workplace.startServer(`migrations-${index}`, env, root)
        started.push(server)
        return server
      },
      asAdmin: (sql) => workplace.postgres.asAdmin(sql, database),
    }
    const { problems, facts } = await run(trial).catch((error: Error) => ({
      problems: [error.message],
      facts: [],
    }))
    await Promise.all(started.map((server) => server.stop()))
    scores.push({ name, problems, facts })
  }
  return scores
}

async function startTogether({ start, asAdmin }: Trial, count: number) {
  const servers = await Promise.all(Array.from({ length: count }, () => start()))
  await Promise.all(servers.map((server) => server.untilReady()))
  const lines = servers.flatMap((server) => appliedBy(server))
  const expected = readMigrationFiles(migrationsDir).map(({ name }) => name)
  const records = await recordsOf(asAdmin)
  const models = await asAdmin('select 1 from scoring_models where is_active')
  return {
    facts: [`${records.length} migrations recorded, ${lines.length} applied by ${count} processes`],
    problems: [
      ...same('recorded', records, expected),
      ...same('applied', lines.toSorted(), expected),
      ...(models.length === 1 ? [] : [`${models.length} active scoring models`]),
    ],
  }
}

async function killInside({ start, release, asAdmin }: Trial) {
  writeMigration(
    release(),
    fixture,
    'create table half_done (id int);\nselect pg_sleep(8);\ninsert into half_done values (1);\n',
  )
  const first = await start(release())
  await untilSo(
    async () => (await asAdmin("select 1 from pg_stat_activity where wait_event = 'PgSleep'")).length > 0,
  )
  for (const pid of [first.pid, ...first.workers()]) signal(pid, 'SIGKILL')
  const { signal: how } = await first.exited
  const half = await recordsOf(asAdmin)
  const begunAt = performance.now()
  const second = await start(release())
  await second.untilReady(60_000)
  const rows = await asAdmin('select id from half_done')
  return {
    facts: [`the next start was done after ${((performance.now() - begunAt) / 1000).toFixed(1)} s`],
    problems: [
      ...(how === 'SIGKILL' && !half.includes(fixture)
        ? []
        : ['not really injected: the migration was over']),
      ...(rows.length === 1 ? [] : [`${rows.length} rows of the migration instead of one`]),
      ...((await recordsOf(asAdmin)).includes(fixture) ? [] : ['the migration is not recorded']),
    ],
  }
}

async function failHalfWay({ start, release, asAdmin }: Trial) {
  writeMigration(release(), fixture, 'create table half_done (id int);\nselect 1 / 0;\n')
  const first = await start(release())
  const said = await untilSaid(first, new RegExp(`${fixture}.*division by zero`))
  const live = await send(first.baseUrl, { method: 'GET', path: '/health/live' })
  const health = await send(first.baseUrl, { method: 'GET', path: '/health' })
  const left = await asAdmin("select to_regclass('half_done')::text as name")
  const records = await recordsOf(asAdmin)
  writeMigration(release(), fixture, 'create table half_done (id int);\n')
  await first.stop()
  const second = await start(release())
  await second.untilReady()
  return {
    facts: [`meanwhile /health/live ${live.status}, /health ${health.status}`],
    problems: [
      ...(said ? [] : ['the log does not name the migration and its error']),
      ...(live.status === 200 ? [] : [`/health/live ${live.status || live.failure}`]),
      ...(health.text.includes(fixture) ? [] : ['/health does not name the pending migration']),
      ...(JSON.stringify(left) === '[{"name":null}]' && !records.includes(fixture)
        ? []
        : ['something of the failed migration is left']),
      ...((await recordsOf(asAdmin)).includes(fixture) ? [] : ['the mended migration is not recorded']),
    ],
  }
}

async function waitForLock({ workplace, database, start, asAdmin }: Trial) {
  const holder = new pg.Client({ connectionString: workplace.postgres.adminUrl(database) })
  await holder.connect()
  await holder.query(`select pg_advisory_lock(${migrationLock})`)
  const server = await start()
  await server.until('/health/live', 200)
  await sleep(6_000)
  const early = await recordsOf(asAdmin)
  const live = await send(server.baseUrl, { method: 'GET', path: '/health/live' })
  await holder.end()
  await server.untilReady()
  return {
    facts: [],
    problems: [
      ...(early.length === 0 ? [] : ['not really injected: it migrated all the same']),
      ...(live.status === 200 ? [] : [`/health/live ${live.status || live.failure}`]),
      ...same(
        'recorded',
        await recordsOf(asAdmin),
        readMigrationFiles(migrationsDir).map(({ name }) => name),
      ),
    ],
  }
}

async function refuseChanged({ start, release, asAdmin }: Trial) {
  const first = await start()
  await first.untilReady()
  await first.stop()
  const [oldest] = readMigrationFiles(migrationsDir)
  if (!oldest) throw new Error('there are no migrations')
  const file = path.join(migrationsDir, oldest.name, 'migration.sql')
  writeMigration(release(), oldest.name, `${readFileSync(file, 'utf8')}\n-- changed\n`)
  writeMigration(release(), fixture, 'create table after_it (id int);\n')
  const second = await start(release())
  const said = await untilSaid(second, new RegExp(`${oldest.name} was changed`))
  const live = await send(second.baseUrl, { method: 'GET', path: '/health/live' })
  const health = await send(second.baseUrl, { method: 'GET', path: '/health' })
  const left = await asAdmin("select to_regclass('after_it')::text as name")
  return {
    facts: [`meanwhile /health/live ${live.status}, /health ${health.status}`],
    problems: [
      ...(said ? [] : ['the log does not name the changed migration']),
      ...(JSON.stringify(left) === '[{"name":null}]' ? [] : ['it went on with the migrations after it']),
    ],
  }
}

async function runOlder({ start, release, asAdmin }: Trial) {
  writeMigration(
    release(),
    fixture,
    'create table of_the_future (id int);\nalter table leads add column future text;\n',
  )
  const newer = await start(release())
  await newer.untilReady()
  await newer.stop()
  const older = await start()
  await older.untilReady()
  const answers = await Promise.all(
    ['/api/auth/options', '/'].map((address) => send(older.baseUrl, { method: 'GET', path: address })),
  )
  return {
    facts: [`/health 200, ${answers.map(({ status }) => status).join(', ')}`],
    problems: [
      ...(answers.every(({ status }) => status === 200) ? [] : ['it does not answer']),
      ...((await recordsOf(asAdmin)).includes(fixture)
        ? []
        : ['not really injected: the schema is not newer']),
    ],
  }
}

async function untilSaid(server: FaultServer, what: RegExp, withinMs = 20_000): Promise<boolean> {
  return untilSo(async () => server.lines.some(({ msg, raw }) => what.test(msg) || what.test(raw)), withinMs)
}

async function untilSo(isSo: () => Promise<boolean>, withinMs = 30_000): Promise<boolean> {
  for (const end = Date.now() + withinMs; Date.now() < end; await sleep(50))
    if (await isSo().catch(() => false)) return true
  return false
}

function appliedBy(server: FaultServer): string[] {
  return server.lines.flatMap(({ msg }) => {
    const [, name] = /migration (\d{14}_\w+) applied/.exec(msg) ?? []
    return name ? [name] : []
  })
}

async function recordsOf(asAdmin: Trial['asAdmin']): Promise<string[]> {
  const rows = await asAdmin<{ name: string }>(
    'select migration_name as name from _prisma_migrations where finished_at is not null order by 1',
  ).catch(() => [])
  return rows.map(({ name }) => name)
}

function same(what: string, found: readonly string[], expected: readonly string[]): string[] {
  return JSON.stringify(found) === JSON.stringify(expected)
    ? []
    : [`${what}: ${found.join(', ') || 'none'}, instead of each once`]
}
