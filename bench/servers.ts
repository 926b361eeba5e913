import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export type Server = { baseUrl: string; cpuMs(): number; memoryMb(): number; stop(): Promise<void> }

/** Starts a program of ours on a free port and waits until it answers; its log goes nowhere but is written. */
export async function startServer(file: string, env: Record<string, string>, probe: string): Promise<Server> {
  const port = await freePort()
  const child = spawn(process.execPath, [file], {
    env: {
      PATH: process.env.PATH,
      ...env,
      PORT: String(port),
      HOST: '127.0.0.1',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const baseUrl = `http://127.0.0.1:${port}`
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  for (let tries = 0; ; tries++) {
    const answer = await fetch(baseUrl + probe).catch(() => null)
    await answer?.arrayBuffer()
    if (answer && answer.status < 500) break
    if (tries > 200 || child.exitCode !== null) throw new Error(`${file} does not answer`)
    await sleep(100)
  }
  return {
    baseUrl,
    cpuMs: () => processorMs(child.pid ?? 0),
    memoryMb: () => residentMb(child.pid ?? 0),
    async stop() {
      child.kill('SIGTERM')
      await exited
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** User and system time of a process, from /proc/<pid>/stat in clock ticks of 10 ms. */
function processorMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

function residentMb(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Math.round(Number(kilobytes) / 1024)
}
