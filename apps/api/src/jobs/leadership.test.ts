import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeOutlook } from '../../test/fake-outlook.ts'
import { spokenLog } from '../../test/spoken-log.ts'
import { startTcpProxy } from '../../test/tcp-proxy.ts'
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts'
import { createDatabaseTrouble } from './database-trouble.ts'
import type { LeaderLock } from './leader-lock-repository.ts'
import { createLeadership, LeadershipLost, type LeaderTimes } from './leadership.ts'
import type { Term } from './run-once.ts'

/** A fifth of the real times. */
const times: LeaderTimes = { lookMs: 200, provenMs: 1_000, settleMs: 1_200, silenceMs: 2_200 }
const script = path.resolve(import.meta.dirname, '../../test/loop-process.ts')

type Turn = { who: number; run: number; what: 'begin' | 'step' | 'end' }

let database: TestDatabase
let look: pg.Client
let processes: ChildProcess[] = []

beforeEach(async () => {
  database = await createTestDatabase()
  look = new pg.Client({ connectionString: database.url })
  await look.connect()
  await look.query('create table turns (id bigserial primary key, who int, run int, what text)')
})
afterEach(async () => {
  for (const one of processes) one.kill('SIGKILL')
  processes = []
  await look.end()
  await database.drop()
})

/** A process of the deployment, which leads or waits. */
function join(url = database.url): ChildProcess {
  const joined = spawn(process.execPath, [script, url, JSON.stringify(times)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  processes.push(joined)
  return joined
}

async function turns(): Promise<Turn[]> {
  const { rows } = await look.query<Turn>('select who, run, what from turns order by id')
  return rows
}

/** Waits until somebody other than those given takes turns; answers who, and after how many milliseconds. */
async function nextLeader(...others: ChildProcess[]): Promise<{ leader: ChildProcess; afterMs: number }> {
  const asked = performance.now()
  const leader = await vi.waitFor(
    async () => {
      const { who } = (await turns()).at(-1) ?? {}
      const found = processes.find(({ pid }) => pid === who)
      if (!found || others.includes(found)) throw new Error(`nobody else leads: ${who}`)
      return found
    },
    { timeout: 15_000, interval: 20 },
  )
  return { leader, afterMs: performance.now() - asked }
}

/** Rows that were written by anybody but the one whose turn it was. */
async function overlaps(): Promise<Turn[]> {
  let current: Turn | undefined
  return (await turns()).filter((turn) => {
    if (turn.what === 'begin') current = turn
    return turn.who !== current?.who || turn.run !== current.run
  })
}

async function lockHolders(): Promise<number> {
  const { rows } = await look.query(
    `select count(*)::int as count from pg_locks where locktype = 'advisory' and classid = 7002 and granted
        and database = (select oid from pg_database where datname = current_database())`,
  )
  return rows[0].count
}

describe('the leader of several processes (R049, R143)', { timeout: 60_000 }, () => {
  it('is one of them, and another when it is killed', async () => {
    for (let n = 0; n < 4; n += 1) join()
    const { leader } = await nextLeader()
    await sleep(2_000)
    expect(new Set((await turns()).map(({ who }) => who))).toEqual(new Set([leader.pid]))
    expect(await lockHolders()).toBe(1)

    leader.kill('SIGKILL')
    const { leader: second, afterMs } = await nextLeader(leader)
    expect(afterMs).toBeLessThan(times.lookMs + times.settleMs + 1_000)
    second.kill('SIGKILL')
    await nextLeader(leader, second)
    expect(await overlaps()).toEqual([])
  })

  it('gives its work away when it ends', async () => {
    join()
    const { leader } = await nextLeader()
    join()
    leader.kill('SIGTERM')
    expect(await once(leader, 'exit')).toEqual([0, null])
    const { afterMs } = await nextLeader(leader)
    expect(afterMs).toBeLessThan(times.lookMs + times.settleMs + 2_000)
    expect(await overlaps()).toEqual([])
  })

  it('is replaced while it is paused, and writes nothing when it wakes', async () => {
    join()
    const { leader } = await nextLeader()
    join()
    leader.kill('SIGSTOP')
    await nextLeader(leader)
    const before = await turns()
    leader.kill('SIGCONT')
    await sleep(1_000)
    const since = (await turns()).slice(before.length)
    expect(since.length).toBeGreaterThan(0)
    expect(since.filter(({ who }) => who === leader.pid)).toEqual([])
    expect(await lockHolders()).toBe(1)
    expect(await overlaps()).toEqual([])
  })

  it('stops as soon as its connection is cut', async () => {
    join()
    join()
    await nextLeader()
    for (let round = 0; round < 2; round += 1) {
      await sleep(200 + 70 * round)
      const { rowCount } = await look.query(
        `select pg_terminate_backend(pid) from pg_locks
          where locktype = 'advisory' and classid = 7002 and granted
            and database = (select oid from pg_database where datname = current_database())`,
      )
      expect(rowCount).toBe(1)
      const { length } = await turns()
      await vi.waitFor(async () => expect((await turns()).length).toBeGreaterThan(length + 12), 15_000)
    }
    expect(await overlaps()).toEqual([])
  })

  it('stops by its own clock when no answer reaches it', async () => {
    const { hostname, port } = new URL(database.url)
    const proxy = await startTcpProxy({ host: hostname, port: Number(port) })
    const throughProxy = new URL(database.url)
    throughProxy.port = String(proxy.port)
    const cutOff = join(throughProxy.href)
    await nextLeader()
    join()
    await sleep(500)
    proxy.hang()
    const { afterMs } = await nextLeader(cutOff)
    expect(afterMs).toBeGreaterThan(times.settleMs)
    expect(afterMs).toBeLessThan(times.silenceMs + times.lookMs + times.settleMs + 1_500)
    await sleep(1_000)
    expect(await overlaps()).toEqual([])
    await proxy.close()
  })
})

describe('a leader by itself', () => {
  const granted: LeaderLock = {
    take: async () => true,
    holds: async () => true,
    onLost: () => {},
    close: async () => {},
  }

  /** Stands for leader with this lock until `lead` is done. */
  async function stand(lock: LeaderLock, lead: (term: Term) => Promise<void>) {
    const { log, saying } = spokenLog()
    const { outlook } = fakeOutlook()
    const stopping = new AbortController()
    const trouble = createDatabaseTrouble({ op: 'leader', log, outlook })
    const leadership = createLeadership({
      openLock: async () => lock,
      times: { lookMs: 20, provenMs: 100, settleMs: 60, silenceMs: 1_000 },
      trouble,
      log,
      outlook,
      lead: (term) => lead(term).finally(() => stopping.abort()),
      onFollow: () => {},
    })
    const running = leadership.run(stopping.signal)
    return { running, saying, stopping }
  }

  it('may not go on after it was stopped in its tracks, before any timer has told it so', async () => {
    const { running } = await stand(granted, async (term) => {
      term.check()
      const until = performance.now() + 150
      while (performance.now() < until) {
        // As a paused process: nothing else happens in the meantime.
      }
      expect(term.signal.aborted).toBe(false)
      expect(() => term.check()).toThrow(LeadershipLost)
    })
    await running
  })

  it('gives up when the server does not answer', async () => {
    let answers = 5
    const lock = {
      ...granted,
      holds: () => (answers-- > 0 ? Promise.resolve(true) : new Promise<boolean>(() => {})),
    }
    const { running } = await stand(lock, async ({ signal }) => {
      await once(signal, 'abort')
      expect(signal.reason).toBeInstanceOf(LeadershipLost)
    })
    await running
  })

  it('tells of a pooler that puts the lock on a connection of somebody else, and does not lead', async () => {
    const lead = vi.fn(async () => {})
    const { saying, stopping, running } = await stand({ ...granted, holds: async () => false }, lead)
    await vi.waitFor(() => expect(saying('[THREAD_CRASH] name=leader')).toHaveLength(1))
    stopping.abort()
    await running
    expect(lead).not.toHaveBeenCalled()
  })
})
