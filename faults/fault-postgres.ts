import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { CLUSTER_USER, ensureCluster } from '../apps/api/src/db/postgres-cluster.ts'
import { findPostgresHome } from '../apps/api/src/db/postgres-home.ts'
import { type Postmaster, startPostmaster } from '../apps/api/src/db/postmaster.ts'
import { closedPort } from '../apps/api/test/closed-port.ts'
import { childrenOf, signal, untilGone } from './process-tree.ts'

/** How PostgreSQL is told to go: fast (connections are ended), immediate (as a crash), killed outright. */
export type Stop = 'fast' | 'immediate' | 'kill'

/** A PostgreSQL that can be taken away and brought back on the same port, with the same data. */
export type FaultPostgres = {
  readonly port: number
  /** The folder of this run; goes when it is closed. */
  readonly folder: string
  /** What the server of the application connects as: the owner of its database, no superuser. */
  appUrl(database: string, port?: number): string
  adminUrl(database?: string): string
  start(): Promise<void>
  stop(how: Stop): Promise<void>
  /** Stops the postmaster and every process of it in the middle of whatever they do. */
  freeze(): void
  thaw(): void
  /** Runs statements as the superuser, on a connection of its own. */
  asAdmin<Row>(sql: string, database?: string): Promise<Row[]>
  close(): Promise<void>
}

export const APP_ROLE = 'leadglass_app'

const stopSignals = { fast: 'SIGINT', immediate: 'SIGQUIT', kill: 'SIGKILL' } as const

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 100,
  shared_buffers: '64MB',
  jit: 'off',
  // What a killed process wrote is kept by the kernel: only a machine that loses power needs fsync. A commit is in the
  // kernel's hands before it is answered, as in production.
  fsync: 'off',
  synchronous_commit: 'on',
  log_line_prefix: '%m [%p] %a ',
}

/** Makes a cluster with the application's role and an empty database, and starts it. */
export async function startFaultPostgres(options: {
  database: string
  appPassword: string
}): Promise<FaultPostgres> {
  const folder = mkdtempSync(path.join(tmpdir(), 'leadglass-faults-'))
  chmodSync(folder, 0o711)
  const home = findPostgresHome(path.join(folder, 'postgres'), () => {})
  const adminPassword = ensureCluster(home, { sync: false, log: () => {} })
  const port = await closedPort()
  const flags = Object.entries({ ...settings, port }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  let running: Postmaster | undefined

  const pidOf = () => Number.parseInt(readFileSync(path.join(home.dataDir, 'postmaster.pid'), 'utf8'), 10)
  const adminUrl = (database = 'postgres') =>
    `postgresql://${CLUSTER_USER}:${adminPassword}@127.0.0.1:${port}/${database}`
  const server: FaultPostgres = {
    port,
    folder,
    appUrl: (database, atPort = port) =>
      `postgresql://${APP_ROLE}:${encodeURIComponent(options.appPassword)}@127.0.0.1:${atPort}/${database}`,
    adminUrl,
    async start() {
      running = await startPostmaster(home, flags)
    },
    async stop(how) {
      const pid = pidOf()
      const processes = [pid, ...childrenOf(pid)]
      signal(pid, stopSignals[how])
      await running?.exited
      if (!(await untilGone(processes, 10_000))) throw new Error('PostgreSQL did not go')
      running = undefined
    },
    freeze: () => signalAll(pidOf(), 'SIGSTOP'),
    thaw: () => signalAll(pidOf(), 'SIGCONT'),
    asAdmin: (sql, database) => runAs(adminUrl(database), sql),
    async close() {
      if (running) {
        signalAll(pidOf(), 'SIGCONT')
        await running.stop()
      }
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await server.start()
  await server.asAdmin(
    `create role ${APP_ROLE} login password '${options.appPassword.replaceAll("'", "''")}'`,
  )
  await server.asAdmin(`create database ${options.database} owner ${APP_ROLE}`)
  return server
}

/** The postmaster first: it makes new processes, and must not while its children are listed. */
function signalAll(postmaster: number, name: NodeJS.Signals): void {
  signal(postmaster, name)
  for (const pid of childrenOf(postmaster)) signal(pid, name)
}

/** Runs one statement on a connection of its own. */
export async function runAs<Row>(url: string, sql: string, timeoutMs = 30_000): Promise<Row[]> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: Math.min(timeoutMs, 5_000),
    query_timeout: timeoutMs,
    application_name: 'faults',
  })
  client.on('error', () => {})
  try {
    await client.connect()
    return (await client.query(sql)).rows
  } finally {
    // Not awaited without end: a server that hangs would not say goodbye.
    await Promise.race([client.end().catch(() => {}), sleep(200, undefined, { ref: false })])
  }
}

/** How a connection of one's own fares: 'ok', or the code or message of its failure. */
export async function tryConnection(url: string, sql = 'select 1', timeoutMs = 1_000): Promise<string> {
  try {
    await runAs(url, sql, timeoutMs)
    return 'ok'
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    return code ?? message
  }
}
