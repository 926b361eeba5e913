import { setTimeout as sleep } from 'node:timers/promises'
import type { QueryConfig, QueryResult } from 'pg'
import { ask } from './ask.ts'
import type { Breaker } from './breaker.ts'
import type { GuardedPool } from './guarded-pool.ts'
import { isOutage } from './is-outage.ts'
import { deadlockPause } from './retry-deadlock.ts'
import { readRetryPause } from './retry-read.ts'
import type { StatementLog, StatementMeter } from './statement-meter.ts'

/** What running a statement needs besides the statement. */
export type Runner = { readonly pool: GuardedPool; readonly breaker: Breaker; readonly meter: StatementMeter }

/** What one request adds: when it gives up, and the log that knows its id. */
export type Scope = { readonly signal: AbortSignal | undefined; readonly log: StatementLog | undefined }

export const noScope: Scope = { signal: undefined, log: undefined }

/** Runs one statement outside a transaction: again after a deadlock, and a read again when its connection was cut. */
export async function runStatement(runner: Runner, query: QueryConfig, scope: Scope): Promise<QueryResult> {
  const beganAt = performance.now()
  for (let retries = 0; ; retries++) {
    try {
      const result = await onLentConnection(runner, query, scope)
      runner.breaker.succeeded()
      return result
    } catch (error) {
      const pause =
        deadlockPause(error, retries) ??
        readRetryPause(error, query.text, retries, performance.now() - beganAt)
      if (pause === null || scope.signal?.aborted) {
        if (isOutage(error)) runner.breaker.failed(error)
        throw error
      }
      await sleep(pause)
    }
  }
}

function onLentConnection(runner: Runner, query: QueryConfig, scope: Scope): Promise<QueryResult> {
  return new Promise((resolve, reject) => {
    runner.pool.lend((refusal, client) => {
      if (!client) return reject(refusal)
      const answer = (error: unknown, result?: QueryResult) => (result ? resolve(result) : reject(error))
      askMeasured(runner, client, { query, scope, answer, free: client.release })
    }, scope.signal)
  })
}

type Asked = Omit<Parameters<typeof ask>[1], 'signal'> & { scope: Scope }

/** Runs one statement on a connection, and notes how long it took and that the database lives. */
export function askMeasured(
  { pool, meter }: Pick<Runner, 'pool' | 'meter'>,
  client: Parameters<typeof ask>[0],
  { query, scope, answer, free }: Asked,
): void {
  const startedAt = performance.now()
  ask(client, {
    query,
    signal: scope.signal,
    free,
    answer(error, result) {
      const endedAt = performance.now()
      if (result) pool.lastHeardAt = endedAt
      meter.note(query, endedAt - startedAt, result !== undefined, scope.log)
      answer(error, result)
    },
  })
}
