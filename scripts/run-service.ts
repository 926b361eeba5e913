import { spawn } from 'node:child_process'
import path from 'node:path'
import { rootDir } from './paths.ts'
import { killGroup, ownNodeFirst } from './run-command.ts'
import { serverEnv } from './server-env.ts'

export type Service = { exited: Promise<number>; stop(): Promise<void> }

// What the API takes after its running requests have ended, with some to spare.
const AFTER_DRAIN_MS = 5_000

/** Starts a program of the project's own Node that runs until it is stopped. */
export function runService(args: string[], options: { cwd?: string; env: NodeJS.ProcessEnv }): Service {
  const preload = path.join(import.meta.dirname, 'stop-with-parent.mjs')
  // Its own process group: it gets exactly one SIGTERM from here, and none of the terminal's copies of Ctrl-C.
  const child = spawn(process.execPath, ['--import', preload, ...args], {
    cwd: options.cwd ?? rootDir,
    env: { ...serverEnv, ...ownNodeFirst(options.env) },
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const drainMs = 1000 * (Number(options.env.DRAIN_TIMEOUT) || 10)
  const exited = new Promise<number>((resolve) => {
    child.once('error', () => resolve(1))
    child.once('exit', (code) => resolve(code ?? 1))
  })
  const stop = async () => {
    child.kill('SIGTERM')
    const impatience = setTimeout(() => killGroup(child.pid, 'SIGKILL'), drainMs + AFTER_DRAIN_MS)
    await exited
    clearTimeout(impatience)
  }
  return { exited, stop }
}
