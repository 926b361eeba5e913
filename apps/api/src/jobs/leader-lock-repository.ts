import pg from 'pg'

/** The one lock that the leader of a deployment holds, on a connection of its own. */
export type LeaderLock = {
  /** Takes the lock if nobody has it. */
  take(): Promise<boolean>
  /** Asks the server whether this very connection still holds it. */
  holds(): Promise<boolean>
  /** Calls back once, when the connection is lost. */
  onLost(listener: (error: Error) => void): void
  /** Gives the lock back by closing the connection. */
  close(): Promise<void>
}

export type LeaderLockOptions = {
  url: string
  /** How long an answer may take. */
  answerMs: number
  /** When the server ends the session of a leader that no longer asks: paused, or its host is gone. */
  silenceMs: number
}

// A class of its own beside 7001, that of notifications; one number for the whole database.
const lockClass = 7002
const lockNumber = 1

const closingMs = 1_000

export async function openLeaderLock({ url, answerMs, silenceMs }: LeaderLockOptions): Promise<LeaderLock> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: answerMs,
    query_timeout: answerMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    application_name: 'leadglass-leader',
    // The server looks after a host that vanished, and after a process that hangs: both must not keep the lock.
    options:
      `-c idle_session_timeout=${silenceMs} -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 ` +
      '-c tcp_keepalives_count=3',
  })
  const lost = Promise.withResolvers<Error>()
  client.on('error', (error) => lost.resolve(error))
  client.on('end', () => lost.resolve(new Error('the connection has ended')))
  await client.connect()
  return {
    async take() {
      const { rows } = await client.query('select pg_try_advisory_lock($1, $2) as taken', [
        lockClass,
        lockNumber,
      ])
      return rows[0]?.taken === true
    },
    async holds() {
      const { rows } = await client.query(
        `select count(*)::int as held from pg_locks
          where locktype = 'advisory' and granted and pid = pg_backend_pid()
            and (classid, objid, objsubid) = ($1, $2, 2)
            and database = (select oid from pg_database where datname = current_database())`,
        [lockClass, lockNumber],
      )
      return rows[0]?.held === 1
    },
    onLost: (listener) => void lost.promise.then(listener),
    close: () => close(client),
  }
}

async function close(client: pg.Client): Promise<void> {
  const ended = client.end().catch(() => {})
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, closingMs)
  await Promise.race([ended, promise])
  clearTimeout(timer)
}
