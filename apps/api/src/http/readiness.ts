/** Whether the database has the tables of this version. A server listens before that, and may wait for long. */
export type Readiness = {
  readonly isReady: boolean
  /** From now on it has. */
  settle(): void
  /** True when it has, or has within this time. */
  within(ms: number): Promise<boolean>
}

export function createReadiness(): Readiness {
  // A list, not a promise: what waits on a promise that never settles is never let go.
  const waiting = new Set<() => void>()
  let isReady = false
  return {
    get isReady() {
      return isReady
    },
    settle() {
      isReady = true
      for (const wake of waiting) wake()
    },
    within(ms) {
      if (isReady) return Promise.resolve(true)
      return new Promise((resolve) => {
        const end = () => {
          clearTimeout(timer)
          waiting.delete(end)
          resolve(isReady)
        }
        const timer = setTimeout(end, ms)
        waiting.add(end)
      })
    },
  }
}

/** Of a server whose database was made before it, as in tests. */
export function alreadyReady(): Readiness {
  const readiness = createReadiness()
  readiness.settle()
  return readiness
}
