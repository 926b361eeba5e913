import { setTimeout as sleep } from 'node:timers/promises'
import { tryConnection } from './fault-postgres.ts'
import type { Workplace } from './workplace.ts'

export type Undo = () => Promise<void>

export type DatabaseFault = {
  name: string
  seconds?: number
  /** How many people are at work; 20 unless it says otherwise. */
  clients?: number
  /** Makes the fault; the answer ends it. Rejects when it could not be made. */
  inject(workplace: Workplace): Promise<Undo>
  /** What a connection of one's own meets while the fault lasts; anything else, and it was not really made. */
  proof: RegExp
  /** What is tried on that connection. */
  prove?(workplace: Workplace): Promise<string>
  /** `error_type` that /health names meanwhile; null when it may stay green. */
  diagnosis: string | null
  /** The database answers nobody: then every answer comes within 3 s instead of 5. */
  isOutage: boolean
  /** How long a success may take where the fault slows the work itself down. */
  successMs?: number
  /** Other answers that are right, such as 409 for a row that another transaction holds. */
  others?: readonly number[]
}

/** Does something again and again until it is undone. */
export async function again(everyMs: number, work: () => Promise<unknown>): Promise<Undo> {
  const stopping = new AbortController()
  async function repeat(): Promise<void> {
    while (!stopping.signal.aborted) {
      await work()
      await sleep(everyMs, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }
  const repeating = repeat()
  repeating.catch(() => {})
  return async () => {
    stopping.abort()
    await repeating
  }
}

/** A connection of one's own, as the server makes them. */
export async function proveByConnecting({ databaseUrl }: Workplace): Promise<string> {
  return tryConnection(databaseUrl)
}
