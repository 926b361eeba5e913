import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { closedPort } from '../apps/api/test/closed-port.ts'
import { ownNodeFirst } from '../scripts/run-command.ts'
import { serverEnv } from '../scripts/server-env.ts'
import { send } from './http-client.ts'
import { childrenOf, signal, untilGone } from './process-tree.ts'

export type LogLine = {
  at: number
  level: string
  pid: number
  msg: string
  /** The whole line as it was written. */
  raw: string
  requestId: string | null
  isRequest: boolean
}

export type Exit = { code: number | null; signal: NodeJS.Signals | null }

/** The server of the application as an own process, or several. */
export type FaultServer = {
  readonly baseUrl: string
  readonly pid: number
  /** Every line but those of single requests, which are only counted. */
  readonly lines: LogLine[]
  readonly exited: Promise<Exit>
  requestLines(): number
  workers(): number[]
  signal(name: NodeJS.Signals): void
  /** Until this address answers with this status; throws when it does not in time or the process ends. */
  until(path: string, status: number, withinMs?: number): Promise<void>
  /** Until every worker has prepared itself and /health is green; before that it may refuse what another answers. */
  untilReady(withinMs?: number): Promise<void>
  /** SIGTERM, and SIGKILL for whatever is left after the drain time and some more. */
  stop(): Promise<Exit>
}

export type ServerOptions = {
  env: Record<string, string>
  /** A checkout or a copy of one. */
  root: string
  /** Where everything it prints is kept. */
  logFile: string
}

const longestStopMs = 25_000

/** Starts the server; it answers nothing yet. */
export async function startFaultServer({ env, root, logFile }: ServerOptions): Promise<FaultServer> {
  const port = await closedPort()
  const child = spawn(process.execPath, [path.join(root, 'apps/api/src/main.ts')], {
    cwd: root,
    env: {
      PATH: ownNodeFirst(process.env).PATH,
      HOST: '127.0.0.1',
      ...serverEnv,
      ...env,
      PORT: String(port),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const { pid = 0 } = child
  const lines: LogLine[] = []
  let requests = 0
  let hasEnded = false
  const file = createWriteStream(logFile, { flags: 'a' })
  const keep = (source: Readable) =>
    createInterface({ input: source }).on('line', (raw) => {
      file.write(`${raw}\n`)
      const line = readLine(raw)
      if (line.isRequest) requests += 1
      else lines.push(line)
    })
  keep(child.stdout)
  keep(child.stderr)
  const exited = new Promise<Exit>((resolve) => {
    child.once('close', (code, how) => {
      hasEnded = true
      file.end(() => resolve({ code, signal: how }))
    })
  })
  const baseUrl = `http://127.0.0.1:${port}`
  const workerCount = Number(env.WEB_CONCURRENCY ?? 2)
  async function until(address: string, status: number, withinMs = 60_000): Promise<void> {
    let last = 'nothing'
    for (const end = Date.now() + withinMs; Date.now() < end; await sleep(100)) {
      if (child.exitCode !== null) break
      const answer = await send(baseUrl, { method: 'GET', path: address })
      if (answer.status === status) return
      last = answer.failure ?? `${answer.status} ${answer.text.slice(0, 300)}`
    }
    const tail = lines.slice(-5).map(({ raw }) => raw.slice(0, 500))
    throw new Error(`${address} did not answer ${status}; last: ${last}\n${tail.join('\n')}`)
  }
  return {
    baseUrl,
    pid,
    lines,
    exited,
    requestLines: () => requests,
    workers: () => childrenOf(pid),
    signal: (name) => signal(pid, name),
    until,
    async untilReady(withinMs = 60_000) {
      const ready = () => lines.filter(({ msg }) => msg.startsWith('[STARTUP] ready')).length
      for (const end = Date.now() + withinMs; ready() < workerCount && Date.now() < end; ) await sleep(50)
      await until('/health', 200, withinMs)
    },
    async stop() {
      if (hasEnded) return exited
      const processes = [pid, ...childrenOf(pid)]
      for (const each of processes) signal(each, 'SIGCONT')
      signal(pid, 'SIGTERM')
      if (!(await untilGone(processes, longestStopMs))) for (const each of processes) signal(each, 'SIGKILL')
      return exited
    },
  }
}

function readLine(raw: string): LogLine {
  const at = performance.now()
  try {
    const { level = '', pid = 0, msg = '', reqId = null, statusCode } = JSON.parse(raw)
    return {
      at,
      level,
      pid,
      msg,
      raw,
      requestId: reqId,
      isRequest: msg === 'request' && statusCode !== undefined,
    }
  } catch {
    return { at, level: '', pid: 0, msg: raw, raw, requestId: null, isRequest: false }
  }
}
