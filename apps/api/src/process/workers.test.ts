import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { closedPort } from '../../test/closed-port.ts'
import { type ServerProcess, startServer } from '../../test/server-process.ts'
import { signUp } from '../../test/server-users.ts'
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

/** A signal makes the process that receives it throw where nobody catches, or reject where nobody waits. */
const crashes =
  "--import=data:text/javascript,process.on('SIGUSR2',()=>{throw(new(Error)('planted'))});" +
  "process.on('SIGPIPE',()=>{Promise.reject(new(Error)('planted'))})"

async function startWorkers(env: Record<string, string> = {}): Promise<ServerProcess> {
  const server = await startServer({ DATABASE_URL: database.url, WEB_CONCURRENCY: '2', ...env })
  await server.until(/2 workers listen/)
  await until(() => server.log().filter(({ msg }) => /ready after/.test(msg)).length === 2, 30_000)
  return server
}

function childrenOf(pid: number): number[] {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n')
  return rows
    .map((row) => row.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === pid)
    .map(([child = 0]) => child)
}

async function until(holds: () => boolean | Promise<boolean>, withinMs: number): Promise<void> {
  const giveUpAt = Date.now() + withinMs
  while (!(await holds())) {
    if (Date.now() > giveUpAt) throw new Error(`not so within ${withinMs} ms: ${holds}`)
    await sleep(50)
  }
}

// Starting a process takes its time where others work.
describe('workers (R049)', { timeout: 60_000 }, () => {
  it('share a port and the key of the tokens, and one that is killed is replaced', async () => {
    const server = await startWorkers()
    const { accessToken } = await signUp(server.baseUrl, 'kim')
    const statuses = async (times: number) =>
      Promise.all(
        Array.from({ length: times }, () =>
          fetch(`${server.baseUrl}/api/auth/me`, {
            headers: { authorization: `Bearer ${accessToken}`, connection: 'close' },
          }).then(async (answer) => (answer.ok ? answer.status : answer.text())),
        ),
      )
    expect(new Set(await statuses(10))).toEqual(new Set([200]))
    const before = childrenOf(server.pid)
    expect(before).toHaveLength(2)
    process.kill(before[0] ?? 0, 'SIGKILL')
    await until(() => !childrenOf(server.pid).includes(before[0] ?? 0), 5_000)
    // Nobody notices but who was connected to it.
    expect(new Set(await statuses(10))).toEqual(new Set([200]))
    await until(() => childrenOf(server.pid).length === 2, 10_000)
    await server.until(/\[WORKER\]/)
    expect(server.log()).toContainEqual(
      expect.objectContaining({
        signal: 'SIGKILL',
        msg: expect.stringMatching(/\[WORKER\] a worker has ended; another starts in 0 s/),
      }),
    )
    server.kill('SIGTERM')
    expect(await server.ended).toBe(0)
  })

  it.each([
    { how: 'an error that nobody caught', signal: 'SIGUSR2' as const, origin: 'uncaughtException' },
    { how: 'a promise that nobody caught', signal: 'SIGPIPE' as const, origin: 'unhandledRejection' },
  ])('tell $how once, with its stack, and are replaced', async ({ signal, origin }) => {
    const server = await startWorkers({ NODE_OPTIONS: crashes })
    const [worker = 0] = childrenOf(server.pid)
    process.kill(worker, signal)
    await until(() => !childrenOf(server.pid).includes(worker), 10_000)
    await until(() => childrenOf(server.pid).length === 2, 10_000)
    await server.until(/\[WORKER\]/)
    const told = server.log().filter(({ level }) => level === 'fatal')
    expect(told).toEqual([
      expect.objectContaining({
        msg: expect.stringContaining(`[CRASH] ${origin}`),
        err: expect.objectContaining({ message: 'planted', stack: expect.stringContaining('at ') }),
      }),
    ])
    expect(server.log()).toContainEqual(expect.objectContaining({ worker, code: 1 }))
    server.kill('SIGTERM')
    expect(await server.ended).toBe(0)
  })

  it('ends a single process with 1 after an error that nobody caught', async () => {
    const server = await startServer({ DATABASE_URL: database.url, NODE_OPTIONS: crashes })
    await server.until(/ready after/)
    server.kill('SIGUSR2')
    expect(await server.ended).toBe(1)
    expect(server.log().filter(({ level }) => level === 'fatal')).toHaveLength(1)
  })

  it('does not start them again and again where the port is taken', async () => {
    const port = await closedPort()
    const taken = createServer().listen(port, '127.0.0.1')
    onTestFinished(() => void taken.close())
    const server = await startServer({ DATABASE_URL: database.url, WEB_CONCURRENCY: '2', PORT: String(port) })
    expect(await server.ended).toBe(1)
    expect(server.stdout()).toContain('EADDRINUSE')
    expect(server.stdout()).not.toContain('another starts')
  })

  it('write one text log and one access log together (R068)', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'leadglass-log-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const files = { LOG_FILE: `${folder}/app.log`, ACCESS_LOG: `${folder}/access.log` }
    const server = await startWorkers(files)
    for (let request = 0; request < 20; request++) {
      await fetch(`${server.baseUrl}/health/live`, { headers: { connection: 'close' } })
    }
    await fetch(`${server.baseUrl}/api/leads`, { headers: { connection: 'close' } })
    server.kill('SIGTERM')
    expect(await server.ended).toBe(0)
    const text = readFileSync(files.LOG_FILE, 'utf8')
    const access = readFileSync(files.ACCESS_LOG, 'utf8')
    expect(text.match(/^.{19} INFO \[STARTUP\]/gm)?.length).toBeGreaterThanOrEqual(6)
    expect(text.match(/ \[APP\] Database connections closed$/gm)).toHaveLength(2)
    expect(text.trimEnd()).toMatch(/\[SHUTDOWN\] all workers have ended; exit 0$/)
    expect(access.match(/ "GET \/health\/live HTTP\/1\.1" 200 - [\d.]+ms \S+$/gm)).toHaveLength(20)
    expect(access).toMatch(/^127\.0\.0\.1 .* 401 - /m)
    // Nothing but the two kinds of lines: none is torn.
    const torn = text.split('\n').filter((line) => line && !/^(\d{4}-\d\d-\d\d | {4})/.test(line))
    expect(torn).toEqual([])
  })

  it('ends with the primary, whichever way that goes', async () => {
    const server = await startWorkers()
    const workers = childrenOf(server.pid)
    server.kill('SIGKILL')
    await server.ended
    const isAlive = (pid: number) => {
      try {
        return process.kill(pid, 0)
      } catch {
        return false
      }
    }
    await until(() => !workers.some(isAlive), 10_000)
  })
})
