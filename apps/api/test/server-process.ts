import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { closedPort } from './closed-port.ts'

const root = path.resolve(import.meta.dirname, '../../..')

export type ServerProcess = {
  pid: number
  port: number
  baseUrl: string
  /** Everything that was written so far, to both outputs. */
  stdout(): string
  stderr(): string
  /** The log, read back; what is no JSON is left out. */
  log(): { level: string; msg: string; [field: string]: unknown }[]
  /** Waits for a line of the log whose message fits. */
  until(fits: RegExp, withinMs?: number): Promise<void>
  kill(signal: NodeJS.Signals): void
  /** Settles when the process has ended: its exit code, or the signal that killed it. */
  ended: Promise<number | NodeJS.Signals>
}

/**
 * Starts the real server, as production does, on a free port. It is killed when its test ends; tests that run at the
 * same time say which one that is.
 */
export async function startServer(
  env: Record<string, string | undefined>,
  onEnd: (kill: () => void) => void = onTestFinished,
): Promise<ServerProcess> {
  const port = await closedPort()
  const child = spawn(process.execPath, ['apps/api/src/main.ts'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: path.join(root, '.cache/node'),
      HOST: '127.0.0.1',
      PORT: String(port),
      NODE_ENV: 'development',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its own group: a primary that is killed must not leave workers behind.
    detached: true,
  })
  onEnd(() => killGroup(child))
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const ended = new Promise<number | NodeJS.Signals>((resolve) =>
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'SIGKILL')),
  )
  const log = () =>
    stdout
      .split('\n')
      .filter((line) => line.startsWith('{') && line.endsWith('}'))
      .map((line) => JSON.parse(line))
  const until = async (fits: RegExp, withinMs = 40_000) => {
    const giveUpAt = Date.now() + withinMs
    while (!log().some(({ msg }) => fits.test(msg))) {
      if (Date.now() > giveUpAt || child.exitCode !== null) {
        throw new Error(`${fits} did not come; the server said:\n${stdout}${stderr}`)
      }
      await sleep(20)
    }
  }
  return {
    pid: child.pid ?? 0,
    port,
    baseUrl: `http://127.0.0.1:${port}`,
    stdout: () => stdout,
    stderr: () => stderr,
    log,
    until,
    kill: (signal) => void child.kill(signal),
    ended,
  }
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid) process.kill(-pid, 'SIGKILL')
  } catch {
    // Already gone.
  }
}
