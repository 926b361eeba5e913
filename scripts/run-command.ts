import { spawn } from 'node:child_process'
import path from 'node:path'
import { rootDir } from './paths.ts'

export type CommandOptions = { cwd?: string; env?: NodeJS.ProcessEnv; stopping?: AbortSignal }

/** Runs a command of the project's own Node to its end, with its output on ours, and answers the exit code. */
export function runCommand(
  args: string[],
  { cwd = rootDir, env = {}, stopping }: CommandOptions,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...ownNodeFirst(process.env), ...env },
      // Its own process group, so that stopping reaches whatever the command itself has started.
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    const stop = () => killGroup(child.pid, 'SIGTERM')
    stopping?.addEventListener('abort', stop, { once: true })
    child.once('error', reject)
    child.once('exit', (code) => {
      stopping?.removeEventListener('abort', stop)
      resolve(code ?? 1)
    })
  })
}

/** The environment in which plain `node`, also inside package scripts, is the project's own. */
export function ownNodeFirst(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const bin = path.join(rootDir, 'node_modules/.bin')
  return { ...env, PATH: `${bin}${path.delimiter}${env.PATH ?? ''}` }
}

export function killGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal)
  } catch {
    // Already gone.
  }
}
