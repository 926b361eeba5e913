import { setTimeout as sleep } from 'node:timers/promises'

/** Serialization failure and deadlock: the database took everything back, and says to begin again. */
const takenBack = new Set(['40001', '40P01'])
const mostTries = 4

/** How long to wait before work that the database took back may begin again; null when it may not. */
export function deadlockPause(error: unknown, retries: number): number | null {
  if (retries >= mostTries - 1 || !takenBack.has((error as { code?: string } | null)?.code ?? '')) return null
  return Math.random() * 20 * (retries + 1)
}

/** Runs work again that the database gave up so that somebody else could go on; the last failure is thrown. */
export async function retryDeadlock<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let retries = 0; ; retries++) {
    try {
      return await work()
    } catch (error) {
      const pause = deadlockPause(error, retries)
      if (pause === null) throw error
      await sleep(pause)
    }
  }
}
