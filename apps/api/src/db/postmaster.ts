import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { PostgresHome } from './postgres-home.ts'

export type Postmaster = { exited: Promise<void>; stop(): Promise<void> }

const START_TIMEOUT_MS = 60_000
const STOP_TIMEOUT_MS = 10_000

/** Starts the server and waits until it accepts connections. `flags` are those of the `postgres` program. */
export async function startPostmaster(
  home: PostgresHome,
  flags: string[],
  removeOnStop?: string,
): Promise<Postmaster> {
  const logFile = `${home.dataDir}.log`
  const logTo = openSync(logFile, 'w', 0o600)
  // Its own process group: Ctrl-C in a terminal goes to the whole group, and the database has to outlive the API.
  const child = spawn(path.join(home.binDir, 'postgres'), ['-D', home.dataDir, ...flags], {
    ...home.account,
    cwd: home.dataDir,
    detached: true,
    stdio: ['ignore', logTo, logTo],
  })
  closeSync(logTo)
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  writeFileSync(ownerFile(home.dataDir), `${process.pid}\n`)
  const watcher = stopWithParent(child, removeOnStop)
  void exited.then(() => watcher?.kill('SIGKILL'))
  const stop = () => stopFast(child, exited, home)
  try {
    await untilReady(child, home.dataDir)
  } catch (error) {
    await stop()
    const lines = existsSync(logFile) ? readFileSync(logFile, 'utf8').trim().split('\n').slice(-5) : []
    throw new Error([(error as Error).message, ...lines].join('\n'))
  }
  return { exited, stop }
}

/** Ends a server that a killed parent left behind in this folder; refuses when its parent still runs. */
export async function clearStaleServer(dataDir: string): Promise<void> {
  const pidFile = path.join(dataDir, 'postmaster.pid')
  const pid = readPid(pidFile)
  if (pid === undefined) return
  if (!isServerOf(pid, dataDir)) return rmSync(pidFile, { force: true })
  const owner = readPid(ownerFile(dataDir))
  if (owner !== undefined && isAlive(owner))
    throw new Error(`The database in ${dataDir} is in use by process ${owner}: stop that one first`)
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (isAlive(pid)) process.kill(pid, signal)
    for (let waited = 0; isAlive(pid) && waited < STOP_TIMEOUT_MS; waited += 50) await sleep(50)
  }
}

const ownerFile = (dataDir: string) => `${dataDir}.owner`

function readPid(file: string): number | undefined {
  const pid = existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : 0
  return pid > 0 ? pid : undefined
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

// Process ids are given out again, in containers soon; only a command line that names the folder is our server.
function isServerOf(pid: number, dataDir: string): boolean {
  if (!isAlive(pid)) return false
  if (process.platform === 'win32') return true
  const { stdout } = spawnSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' })
  const command = existsSync(`/proc/${pid}/cmdline`)
    ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    : stdout
  return command.includes(dataDir)
}

// A parent that is killed outright cannot stop its database. This shell reads from a pipe that the parent holds
// open and never writes to: the pipe ends with the parent, however it ends, and then the server is shut down.
function stopWithParent(server: ChildProcess, remove = ''): ChildProcess | undefined {
  if (process.platform === 'win32' || server.pid === undefined) return undefined
  const script = `read _; kill -INT $1 2>/dev/null
    i=0; while kill -0 $1 2>/dev/null && [ $i -lt 100 ]; do sleep 0.1; i=$((i+1)); done
    kill -QUIT $1 2>/dev/null; [ -z "$2" ] || rm -rf "$2"`
  const watcher = spawn('/bin/sh', ['-c', script, 'sh', String(server.pid), remove], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  watcher.unref()
  return watcher
}

async function untilReady(child: ChildProcess, dataDir: string): Promise<void> {
  let failure: Error | undefined
  child.once('error', (error) => {
    failure = error
  })
  const giveUpAt = Date.now() + START_TIMEOUT_MS
  while (Date.now() < giveUpAt) {
    if (failure) throw failure
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('PostgreSQL did not start')
    // The file's first line is the server's process id, its eighth the state: what pg_ctl reads as well.
    const file = path.join(dataDir, 'postmaster.pid')
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return
    await sleep(15)
  }
  throw new Error(`PostgreSQL was not ready within ${START_TIMEOUT_MS / 1000} s`)
}

// A "fast" shutdown ends open connections and writes a checkpoint: the next start needs no recovery.
async function stopFast(child: ChildProcess, exited: Promise<void>, home: PostgresHome): Promise<void> {
  const impatience = setTimeout(() => child.kill('SIGQUIT'), STOP_TIMEOUT_MS)
  if (process.platform === 'win32')
    spawnSync(path.join(home.binDir, 'pg_ctl'), ['stop', '-D', home.dataDir, '-m', 'fast', '-w'])
  else child.kill('SIGINT')
  await exited
  clearTimeout(impatience)
  rmSync(ownerFile(home.dataDir), { force: true })
}
