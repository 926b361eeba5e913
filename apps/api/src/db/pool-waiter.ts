import type { PoolClient } from 'pg'

export type Hand = (error: Error | undefined, client?: PoolClient) => void

/** One who waits for a connection. Whatever comes first settles it: the connection, its time, its signal, an outage. */
export class PoolWaiter {
  isSettled = false
  readonly #hand: Hand
  readonly #signal: AbortSignal | undefined
  #onAbort: (() => void) | undefined
  #timer: NodeJS.Timeout | undefined
  #onSettled: (() => void) | undefined

  constructor(hand: Hand, signal: AbortSignal | undefined) {
    this.#hand = hand
    this.#signal = signal
  }

  /** From here on it may take a while: listen for the signal, and tell when it is over. */
  wait(onSettled: () => void): void {
    this.#onSettled = onSettled
    if (!this.#signal || this.#onAbort) return
    this.#onAbort = () => this.settle(this.#signal?.reason)
    this.#signal.addEventListener('abort', this.#onAbort, { once: true })
  }

  /** Gives up when nothing has come within `ms`. */
  expire(ms: number): void {
    // The words of pg's own pool: they are what `classifyDatabaseError` knows a used-up pool by.
    const expired = () => this.settle(new Error('timeout exceeded when trying to connect'))
    this.#timer = setTimeout(expired, ms).unref()
  }

  stopExpiring(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  settle(error: Error | undefined, client?: PoolClient): void {
    if (this.isSettled) return
    this.isSettled = true
    if (this.#timer) this.stopExpiring()
    if (this.#onAbort) this.#signal?.removeEventListener('abort', this.#onAbort)
    this.#onSettled?.()
    this.#hand(error, client)
  }
}
