/** A wait that can be cut short. */
export type Bell = {
  /** Ends after `ms`, when it rings, or when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>
  ring(): void
}

export function createBell(): Bell {
  let end = () => {}
  return {
    ring: () => end(),
    wait: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve()
        end = () => {
          clearTimeout(timer)
          signal.removeEventListener('abort', end)
          resolve()
        }
        const timer = setTimeout(end, ms).unref()
        signal.addEventListener('abort', end)
      }),
  }
}
