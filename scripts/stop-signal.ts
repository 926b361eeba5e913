/** Aborts at the first Ctrl-C, SIGTERM or SIGHUP, and when the process that started this one is gone. */
export function stopSignal(): AbortSignal {
  const stopping = new AbortController()
  // Listeners that stay: one Ctrl-C arrives up to three times (terminal, npm, bootstrap) and must not kill.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort())
  process.once('disconnect', () => stopping.abort())
  process.channel?.unref()
  return stopping.signal
}

/** Ends as the work ends, or rejects as soon as it is time to stop. */
export async function unlessStopped<Result>(stopping: AbortSignal, work: Promise<Result>): Promise<Result> {
  const stopped = new Promise<never>((_, reject) => {
    if (stopping.aborted) reject(stopping.reason)
    stopping.addEventListener('abort', () => reject(stopping.reason), { once: true })
  })
  // Whichever loses the race may still reject; by then nobody waits for it.
  work.catch(() => {})
  stopped.catch(() => {})
  return Promise.race([work, stopped])
}
