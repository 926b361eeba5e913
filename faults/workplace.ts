import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { startTcpProxy, type TcpProxy } from '../apps/api/test/tcp-proxy.ts'
import { benchPassword, fillDatabase } from '../bench/fill-database.ts'
import { cacheDir } from '../scripts/paths.ts'
import { type Canaries, createCanaries } from './canaries.ts'
import { type FaultPostgres, startFaultPostgres } from './fault-postgres.ts'
import { type FaultServer, startFaultServer } from './fault-server.ts'
import { send } from './http-client.ts'
import { isAlive } from './process-tree.ts'
import { copyRelease } from './release-copy.ts'

export type Person = { id: string; username: string; token: string }

/** One PostgreSQL behind one proxy, filled, with people who are signed in: what all faults share. */
export type Workplace = {
  readonly postgres: FaultPostgres
  readonly proxy: TcpProxy
  readonly canaries: Canaries
  /** Where logs are kept: `.cache/faults/<process id>/logs`. */
  readonly logFolder: string
  /** Where a trial may keep what belongs to it. */
  readonly folder: string
  /** A copy of the code as it was when the run began. */
  readonly release: string
  readonly managers: readonly Person[]
  readonly reps: readonly Person[]
  readonly leadIds: readonly string[]
  /** Through the proxy. */
  readonly databaseUrl: string
  startServer(name: string, env?: Record<string, string>, root?: string): Promise<FaultServer>
  close(): Promise<void>
}

export const DATABASE = 'leadglass'

const runsFolder = path.join(cacheDir, 'faults')
const size = { leads: 2_000, activities: 6_000, reps: 30 }
const managerCount = 10

export async function openWorkplace(): Promise<Workplace> {
  const canaries = createCanaries()
  removeOldRuns()
  const folder = path.join(runsFolder, String(process.pid))
  const logFolder = path.join(folder, 'logs')
  mkdirSync(logFolder, { recursive: true })
  // Whoever edits the checkout meanwhile does not change what is tried.
  const release = copyRelease(path.join(folder, 'release'))
  const postgres = await startFaultPostgres({
    database: DATABASE,
    appPassword: canaries.plant('DATABASE_URL'),
  })
  const proxy = await startTcpProxy({ host: '127.0.0.1', port: postgres.port })
  const databaseUrl = postgres.appUrl(DATABASE, proxy.port)
  const env = {
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    DATABASE_ALLOW_LOCALHOST: '1',
    SECRET_KEY: canaries.plant('SECRET_KEY'),
    DEBUG_TOKEN: canaries.plant('DEBUG_TOKEN'),
    ACCESS_TOKEN_EXPIRE_MINUTES: '600',
    RATE_LIMIT_MAX_REQUESTS: '100000000',
    AUTH_RATE_LIMIT_MAX_REQUESTS: '1000000',
  }
  const servers: FaultServer[] = []
  const startServer = async (name: string, more: Record<string, string> = {}, root = release) => {
    const logFile = path.join(logFolder, `${name}.log`)
    const server = await startFaultServer({ env: { ...env, ...more }, root, logFile })
    servers.push(server)
    return server
  }
  const close = async () => {
    // A trial that broke off has left its own.
    await Promise.all(servers.map((server) => server.stop()))
    await proxy.close()
    await postgres.close()
  }
  try {
    const people = await prepare(postgres, canaries, startServer)
    return {
      postgres,
      proxy,
      canaries,
      logFolder,
      folder,
      release,
      databaseUrl,
      startServer,
      close,
      ...people,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Of the last run nobody reads any more when the next one begins. */
function removeOldRuns(): void {
  mkdirSync(runsFolder, { recursive: true })
  for (const name of readdirSync(runsFolder))
    if (!isAlive(Number(name))) rmSync(path.join(runsFolder, name), { recursive: true, force: true })
}

/** The server makes its tables; then come the rows, and everybody signs in. */
async function prepare(
  postgres: FaultPostgres,
  canaries: Canaries,
  startServer: Workplace['startServer'],
): Promise<Pick<Workplace, 'managers' | 'reps' | 'leadIds'>> {
  const server = await startServer('prepare', { WEB_CONCURRENCY: '1' })
  try {
    await server.untilReady()
    const pool = new pg.Pool({ connectionString: postgres.adminUrl(DATABASE), max: 1 })
    await fillDatabase(pool, size).finally(() => pool.end())
    await postgres.asAdmin(
      `update users set role = 'manager' where username in (select 'user' || n from generate_series(1, ${managerCount - 1}) n)`,
      DATABASE,
    )
    const leads = await postgres.asAdmin<{ id: string }>(
      'select id from leads order by id limit 500',
      DATABASE,
    )
    const users = Array.from({ length: size.reps + 1 }, (_, index) => `user${index}`)
    // One after the other: password hashes of thirty people at once take longer than a client waits.
    const people: Person[] = []
    for (const username of users) people.push(await signIn(server.baseUrl, username, canaries))
    return {
      managers: people.slice(0, managerCount),
      reps: people.slice(managerCount),
      leadIds: leads.map(({ id }) => id),
    }
  } finally {
    await server.stop()
  }
}

async function signIn(baseUrl: string, username: string, canaries: Canaries): Promise<Person> {
  const body = { username, password: benchPassword }
  const answer = await send(baseUrl, { method: 'POST', path: '/api/auth/login', body })
  if (answer.status !== 200) throw new Error(`sign-in of ${username}: ${answer.status} ${answer.text}`)
  const session = JSON.parse(answer.text)
  canaries.add(`access token of ${username}`, session.access_token)
  canaries.add(`refresh token of ${username}`, session.refresh_token)
  return { id: session.user.id, username, token: session.access_token }
}

/** Ends every connection to the application's database, and waits until they are gone. */
export async function endConnections(postgres: FaultPostgres): Promise<void> {
  const connected = `from pg_stat_activity where datname = '${DATABASE}'`
  for (let left = 1; left > 0; await sleep(50)) {
    await postgres.asAdmin(`select pg_terminate_backend(pid) ${connected}`)
    left = (await postgres.asAdmin(`select 1 ${connected}`)).length
  }
}
