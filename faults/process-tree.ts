import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** The processes that a process has started, as they are now. */
export function childrenOf(parent: number): number[] {
  return listProcesses()
    .filter(({ ppid, isZombie }) => ppid === parent && !isZombie)
    .map(({ pid }) => pid)
}

export function isAlive(pid: number): boolean {
  return listProcesses().some((one) => one.pid === pid && !one.isZombie)
}

/** Waits until none of the processes is left; false when some are after that time. */
export async function untilGone(pids: readonly number[], withinMs: number): Promise<boolean> {
  for (const end = Date.now() + withinMs; Date.now() < end; await sleep(20))
    if (!pids.some(isAlive)) return true
  return false
}

/** Sends a signal to a process that may have ended by itself. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

type ProcessEntry = { pid: number; ppid: number; isZombie: boolean }

function listProcesses(): ProcessEntry[] {
  if (existsSync('/proc/self/stat')) return readdirSync('/proc').flatMap(readEntry)
  const { stdout } = spawnSync('ps', ['-axo', 'pid=,ppid=,state='], { encoding: 'utf8' })
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .map(([pid, ppid, state]) => ({ pid: Number(pid), ppid: Number(ppid), isZombie: state === 'Z' }))
}

function readEntry(name: string): ProcessEntry[] {
  if (!/^\d+$/.test(name)) return []
  try {
    // The name of the program stands in parentheses and may hold anything, parentheses too.
    const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
    const [state, ppid] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return [{ pid: Number(name), ppid: Number(ppid), isZombie: state === 'Z' }]
  } catch {
    return []
  }
}

/** Resident memory of a process in MB, and how many files and sockets it holds open; null where it cannot be told. */
export function usageOf(pid: number): { memoryMb: number; handles: number } | null {
  try {
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return { memoryMb: Number(kilobytes) / 1024, handles: readdirSync(`/proc/${pid}/fd`).length }
  } catch {
    return null
  }
}
