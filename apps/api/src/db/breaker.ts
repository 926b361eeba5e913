import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleAll } from 'cockatiel'
import { wasCut } from './retry-read.ts'

export type BreakerStatus = {
  state: 'closed' | 'open' | 'half_open'
  /** Failures in a row. */
  failure_count: number
  failure_threshold: number
  opened_total: number
  last_opened_at: string | null
  /** When to ask again; 0 while it is closed. */
  retry_after_seconds: number
}

/** Refuses work while the database is away (R033, decision 012). */
export type Breaker = {
  status(): BreakerStatus
  /** True while work is refused: open or half open. */
  readonly isOpen: boolean
  succeeded(): void
  failed(error: unknown): void
  /** Opens at once, whatever was counted. */
  trip(error: unknown): void
  /** One trial of an open breaker; two that succeed in a row close it. Throws what the trial throws. */
  trial(attempt: () => Promise<void>): Promise<void>
  onOpen(listener: (error: unknown) => void): void
  /** Hears of each failure that is counted. */
  onFailure(listener: () => void): void
}

const threshold = 5
/** The watch tries every second, so a caller who waits this long meets a database that is back, or still away. */
const retryAfterSeconds = 3

/** Connections that are cut at the same moment are one failure, however many statements ran on them. */
const sameMomentMs = 100

const states = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'half_open',
  [CircuitState.Isolated]: 'open',
} as const

/**
 * cockatiel keeps the states. Requests do not run inside it: they report how they fared, and while it is open only
 * the watch runs trials, so that no user's request is one.
 */
export function createBreaker(): Breaker {
  const counter = new ConsecutiveBreaker(threshold)
  const policy = circuitBreaker(handleAll, {
    breaker: counter,
    halfOpenAfter: 0,
    halfOpenSampling: { calls: 2, threshold: 0 },
  })
  const listeners = new Set<(error: unknown) => void>()
  const failureListeners = new Set<() => void>()
  let isOpen = false
  let openedTotal = 0
  let lastCutAt = Number.NEGATIVE_INFINITY
  let lastOpenedAt: Date | null = null

  function open(error: unknown): void {
    if (isOpen) return
    isOpen = true
    openedTotal += 1
    lastOpenedAt = new Date()
    for (const listener of listeners) listener(error)
  }
  function fail(error: unknown): void {
    policy.execute(() => Promise.reject(error)).catch(() => {})
  }
  policy.onBreak((reason) => open('error' in reason ? reason.error : undefined))
  policy.onReset(() => {
    isOpen = false
  })

  return {
    get isOpen() {
      return isOpen
    },
    status: () => ({
      state: isOpen && policy.state === CircuitState.Closed ? 'open' : states[policy.state],
      failure_count: counter.state,
      failure_threshold: threshold,
      opened_total: openedTotal,
      last_opened_at: lastOpenedAt?.toISOString() ?? null,
      retry_after_seconds: isOpen ? retryAfterSeconds : 0,
    }),
    succeeded() {
      if (!isOpen) counter.success()
    },
    failed(error) {
      if (isOpen) return
      const isSameCut = wasCut(error) && performance.now() - lastCutAt < sameMomentMs
      if (wasCut(error)) lastCutAt = performance.now()
      if (!isSameCut) fail(error)
      for (const listener of failureListeners) listener()
    },
    trip(error) {
      if (isOpen) return
      counter.state = threshold - 1
      fail(error)
      open(error)
    },
    trial: (attempt) => policy.execute(attempt),
    onOpen: (listener) => void listeners.add(listener),
    onFailure: (listener) => void failureListeners.add(listener),
  }
}
