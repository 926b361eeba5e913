import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { closedPort } from './closed-port.ts'

/** Whether this machine has a Redis; tests that need one say so in their title where it has not. */
export const hasRedis = found()

export type RedisServer = {
  url: string
  /** Sends the process a signal: SIGSTOP lets it fall silent, SIGCONT wakes it. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void
  /** Kills it; `start` brings an empty one back at the same address. */
  kill(): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
}

/** A real redis-server of one's own, without anything on disk. */
export async function startRedis({ password }: { password?: string } = {}): Promise<RedisServer> {
  const port = await closedPort()
  const folder = mkdtempSync(path.join(tmpdir(), 'leadglass-redis-'))
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  if (password) settings.push('--requirepass', password)
  let child: ChildProcess | undefined
  const start = async () => {
    child = spawn('redis-server', [...settings, '--dir', folder], { stdio: 'ignore' })
    for (let tries = 0; tries < 100 && !(await answers(port)); tries++) await sleep(50)
  }
  const kill = async () => {
    if (!child || child.exitCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
  await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    signal: (signal) => void child?.kill(signal),
    kill,
    start,
    async stop() {
      await kill()
      rmSync(folder, { recursive: true })
    },
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

function found(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
