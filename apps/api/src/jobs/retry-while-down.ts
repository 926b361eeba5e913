import { databaseFault } from '../db/db-errors.ts'
import { createDatabaseTrouble, type DatabaseTrouble, type TroubleOptions } from './database-trouble.ts'

export type RetryOptions<Fallback> = Omit<TroubleOptions, 'op'> & {
  /** What is answered instead of an error once every try has failed, or when the signal aborts. */
  fallback: Fallback
  signal: AbortSignal
  /** What earlier calls left: the waits go on growing from there. */
  trouble?: DatabaseTrouble
}

/**
 * Background work on a database that may be away (R030): five tries, each followed by a wait that doubles, then the
 * fallback. The last one waits as well, because whoever gets the fallback calls again. Other errors are thrown at once.
 */
export async function retryWhileDown<Result, Fallback>(
  op: string,
  work: () => Promise<Result>,
  options: RetryOptions<Fallback>,
): Promise<Result | Fallback> {
  const { fallback, signal, tries = 5 } = options
  const trouble = options.trouble ?? createDatabaseTrouble({ baseMs: 1_000, ...options, op })
  for (let tryNumber = 1; tryNumber <= tries && !signal.aborted; tryNumber += 1) {
    try {
      const result = await work()
      trouble.recover()
      return result
    } catch (error) {
      if (databaseFault(error) !== 'unavailable') throw error
      if (!signal.aborted) await trouble.pause(error, tryNumber, signal)
    }
  }
  return fallback
}
