/** An error on its way from a thread: what a structured clone would lose of it. */
export type SentError = { name: string; message: string; stack?: string; code?: string; cause?: SentError }

export type ThreadLogLevel = 'debug' | 'info' | 'warn' | 'error'

/** What a thread tells its parent. */
export type ThreadMessage =
  | { kind: 'progress'; fraction: number; stage: string }
  | { kind: 'log'; level: ThreadLogLevel; details: object; message: string }
  | { kind: 'done'; value: unknown }
  | { kind: 'failed'; error: SentError }

/** What a parent tells its thread. */
export type ParentMessage = { kind: 'abort' }

export function sendableError(thrown: unknown, depth = 0): SentError {
  if (!(thrown instanceof Error)) return { name: 'Error', message: String(thrown) }
  const { name, message, stack, cause } = thrown
  const { code } = thrown as { code?: unknown }
  return {
    name,
    message,
    ...(stack ? { stack } : {}),
    ...(typeof code === 'string' ? { code } : {}),
    ...(cause instanceof Error && depth < 5 ? { cause: sendableError(cause, depth + 1) } : {}),
  }
}
