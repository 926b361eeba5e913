import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type GuardedPool, streamOf } from './guarded-pool.ts'

/** A statement that has heard nothing for so long is asked about. */
const silentMs = 1_500
const lookEveryMs = 500
/** A slow statement is asked about no more often than this. */
const askEveryMs = 2_000
const askMs = 1_000
/** What the server has sent may still be on its way. */
const arriveMs = 200

type Heard = { bytes: number; since: number }

/**
 * Ends statements whose answer can no longer come. A router that forgets a connection tells neither end, and from here
 * a slow statement looks the same: only the server knows which of them it is working on.
 */
export class LostConnections {
  readonly #pool: GuardedPool
  readonly #url: string
  readonly #heard = new WeakMap<pg.ClientBase, Heard>()
  #nextLookAt = 0
  #isAsking = false

  constructor(pool: GuardedPool, url: string) {
    this.#pool = pool
    this.#url = url
  }

  /** Call it often: it looks twice a second, and asks only about what is silent. */
  async drop(now: number): Promise<void> {
    if (now < this.#nextLookAt || this.#isAsking) return
    this.#nextLookAt = now + lookEveryMs
    const silent = this.#silent(now)
    if (silent.size === 0) return
    this.#isAsking = true
    const running = await findRunning(this.#url, [...silent.values()])
    await sleep(arriveMs)
    this.#isAsking = false
    this.#nextLookAt = performance.now() + askEveryMs
    if (!running) return
    const still = this.#silent(performance.now())
    for (const [client, pid] of silent) if (!running.has(pid) && still.has(client)) streamOf(client).destroy()
  }

  /** Connections that wait for an answer and have heard nothing for long, with the process that serves them. */
  #silent(now: number): Map<pg.ClientBase, number> {
    const silent = new Map<pg.ClientBase, number>()
    for (const client of this.#pool.lent) {
      const { readyForQuery, processID } = client as unknown as { readyForQuery: boolean; processID: number }
      const bytes = streamOf(client).bytesRead
      const before = this.#heard.get(client)
      if (readyForQuery || before?.bytes !== bytes) this.#heard.set(client, { bytes, since: now })
      else if (now - before.since >= silentMs) silent.set(client, processID)
    }
    return silent
  }
}

/**
 * Which of these server processes work on a statement; null when that cannot be found out, as behind a pooler, which
 * makes its process numbers up.
 */
async function findRunning(url: string, pids: readonly number[]): Promise<ReadonlySet<number> | null> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: askMs,
    query_timeout: askMs,
    application_name: 'leadglass-health',
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ own: number; running: number[] }>(
      `select pg_backend_pid() as own,
              array(select pid from pg_stat_activity where pid = any($1) and state <> 'idle') as running`,
      [pids],
    )
    const [row] = rows
    const { processID } = client as unknown as { processID: number }
    return row && row.own === processID ? new Set(row.running) : null
  } catch {
    return null
  } finally {
    client.end().catch(() => {})
  }
}
