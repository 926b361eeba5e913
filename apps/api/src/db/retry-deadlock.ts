import { setTimeout as pause } from 'node:timers/promises'

/** Serialization failure and deadlock: the database took everything back, and says to begin again. */
const takenBack = new Set(['40001', '40P01'])
const mostTries = 4

/** Runs work again that the database gave up so that somebody else could go on; the last failure is thrown. */
export async function retryDeadlock<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (tries === mostTries || !takenBack.has((error as { code?: string }).code ?? '')) throw error
      await pause(Math.random() * 20 * tries)
    }
  }
}
