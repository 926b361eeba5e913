import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import type { PostgresAccount, PostgresHome } from './postgres-home.ts'

export const CLUSTER_USER = 'leadglass'

/** Makes the cluster if there is none, and answers the password of its owner. */
export function ensureCluster(
  home: PostgresHome,
  options: { sync: boolean; log: (line: string) => void },
): string {
  mkdirSync(path.dirname(home.dataDir), { recursive: true })
  const passwordFile = `${home.dataDir}.password`
  if (existsSync(path.join(home.dataDir, 'PG_VERSION'))) {
    if (existsSync(passwordFile)) return readFileSync(passwordFile, 'utf8').trim()
    throw new Error(
      `${passwordFile} is missing. Restore it, or remove ${home.dataDir} to begin with new data.`,
    )
  }
  removeLeftovers(home.dataDir, options.log)
  const password = randomBytes(24).toString('base64url')
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  initialise(home, password, options.sync)
  return password
}

function removeLeftovers(dataDir: string, log: (line: string) => void): void {
  for (const name of readdirSync(path.dirname(dataDir)))
    if (name.startsWith(`${path.basename(dataDir)}.init-`))
      rmSync(path.join(path.dirname(dataDir), name), { recursive: true, force: true })
  if (!existsSync(dataDir) || readdirSync(dataDir).length === 0) return
  // What is not ours is moved, not removed.
  const aside = `${dataDir}.unusable-${Date.now()}`
  renameSync(dataDir, aside)
  log(`${dataDir} held no complete database cluster; it is now ${aside}`)
}

// The cluster is made beside its place and moved there when it is complete: PG_VERSION is among the first files
// that initdb writes, so in place a killed initdb would look like a finished one.
function initialise(home: PostgresHome, password: string, sync: boolean): void {
  const unfinished = `${home.dataDir}.init-${process.pid}`
  const passwordInput = `${unfinished}-password`
  mkdirSync(unfinished, { mode: 0o700 })
  writeFileSync(passwordInput, password, { mode: 0o600 })
  giveTo(home.account, unfinished, passwordInput)
  const flags = [
    `--pgdata=${unfinished}`,
    `--username=${CLUSTER_USER}`,
    `--pwfile=${passwordInput}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // PostgreSQL's own C.UTF-8: the same order and case rules on every machine, whatever its locales are.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(sync ? [] : ['--no-sync']),
  ]
  const done = spawnSync(path.join(home.binDir, 'initdb'), flags, {
    ...home.account,
    cwd: '/',
    encoding: 'utf8',
  })
  rmSync(passwordInput, { force: true })
  if (done.status !== 0) {
    rmSync(unfinished, { recursive: true, force: true })
    throw new Error(`initdb failed: ${done.error?.message ?? done.stderr}`)
  }
  renameSync(unfinished, home.dataDir)
}

function giveTo({ uid, gid }: PostgresAccount, ...files: string[]): void {
  if (uid === undefined || gid === undefined) return
  for (const file of files) chownSync(file, uid, gid)
}
