import type { ClientBase, QueryConfig, QueryResult } from 'pg'
import { cancelStatement } from './cancel-statement.ts'

type Asking = {
  query: QueryConfig
  signal: AbortSignal | undefined
  /** The outcome for the caller. */
  answer(error: unknown, result?: QueryResult): void
  /** The connection has nothing to do any more; with an argument it is not to be used again. */
  free(broken?: Error | true): void
}

/** How long a cancelled statement may take to end before its connection is given up. */
const cancelMs = 1_000

/**
 * Runs one statement. When the signal aborts, the server is asked to end it; the outcome tells what came of that: the
 * reason of the signal, or the result where it was done before it could be ended. A write that was done is never
 * told as one that was not.
 */
export function ask(client: ClientBase, { query, signal, answer, free }: Asking): void {
  if (!signal) {
    client.query(query, (error: Error | null, result: QueryResult) => {
      free(error ?? undefined)
      answer(error, result)
    })
    return
  }
  let state: 'running' | 'cancelled' | 'over' = 'running'
  let patience: NodeJS.Timeout | undefined
  const end = (broken: Error | true | undefined, error: unknown, result?: QueryResult) => {
    state = 'over'
    clearTimeout(patience)
    free(broken)
    answer(error, result)
  }
  const onAbort = () => {
    state = 'cancelled'
    patience = setTimeout(() => end(true, signal.reason), cancelMs)
    cancelStatement(client)
  }
  signal.addEventListener('abort', onAbort, { once: true })
  client.query(query, (error: Error | null, result: QueryResult) => {
    if (state === 'over') return
    if (state === 'cancelled') {
      end(hasMetItsCancel(error) ? undefined : true, error ? signal.reason : null, result)
    } else {
      signal.removeEventListener('abort', onAbort)
      end(error ?? undefined, error, result)
    }
  })
}

/** Otherwise the cancel request is still under way and would end what the connection does next. */
function hasMetItsCancel(error: Error | null): boolean {
  return (error as { code?: string } | null)?.code === '57014' && !/timeout/.test(error?.message ?? '')
}
