import { setTimeout as sleep } from 'node:timers/promises'

/** Whether the database has the tables of this version. A server listens before that, and may wait for long. */
export type Readiness = {
  readonly isReady: boolean
  /** From now on it has. */
  settle(): void
  /** True when it has, or has within this time. */
  within(ms: number): Promise<boolean>
}

export function createReadiness(): Readiness {
  const { promise, resolve } = Promise.withResolvers<true>()
  let isReady = false
  return {
    get isReady() {
      return isReady
    },
    settle() {
      isReady = true
      resolve(true)
    },
    within(ms) {
      const waiting = new AbortController()
      const inTime = promise.finally(() => waiting.abort())
      return Promise.race([inTime, sleep(ms, false, { signal: waiting.signal }).catch(() => isReady)])
    },
  }
}

/** Of a server whose database was made before it, as in tests. */
export function alreadyReady(): Readiness {
  const readiness = createReadiness()
  readiness.settle()
  return readiness
}
