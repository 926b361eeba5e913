import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleType,
  handleWhen,
  type IPolicy,
  retry,
  TaskCancelledError,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel'
import { type ProviderAddress, postChat } from './post-chat.ts'
import { ProviderError, type ProviderFailure } from './provider-error.ts'
import type { Message, Written } from './text-messages.ts'

/** Somebody else's server that writes texts. It may be slow, away, full or against us at any time. */
export type TextProvider = {
  readonly name: 'openai' | 'venice'
  readonly model: string
  /** Throws ProviderError and nothing else. */
  write(messages: readonly Message[], signal: AbortSignal): Promise<Written>
}

type Options = ProviderAddress & {
  name: TextProvider['name']
  timeoutMs: number
  log: { warn(details: object, message: string): void; error(details: object, message: string): void }
  clock?: () => number
}

/** Calls at once, and calls that may wait for one of them. */
const atOnce = 4
const waiting = 8
/** Failures in a row after which the provider is left alone for a while. */
const failuresToOpen = 3
const leftAloneMs = 30_000
const retries = 2
/** How long a "slow down" without a time holds. */
const usualPauseMs = 20_000

/**
 * A provider behind everything that keeps its troubles from us (R137): a bound on time and on calls at once,
 * exponential backoff, a pause for all when it says "slow down", a breaker when it is away, and no further try with
 * a key that it has refused.
 */
export function createTextProvider(options: Options): TextProvider {
  const { name, model, timeoutMs, log, clock = Date.now } = options
  const policy = protect(timeoutMs)
  let refusedKey = false
  let pausedUntil = 0

  function refuseAtOnce(): void {
    if (refusedKey) throw new ProviderError('invalid_key')
    if (clock() < pausedUntil) throw new ProviderError('rate_limited')
  }
  function learn(error: ProviderError): void {
    if (error.failure === 'rate_limited') {
      pausedUntil = Math.max(pausedUntil, clock() + (error.retryAfterMs ?? usualPauseMs))
    }
    if (error.failure !== 'invalid_key' || refusedKey) return
    refusedKey = true
    log.error({ provider: name }, `[AI] ${name}: Invalid API key; texts are written by rules until a restart`)
  }
  return {
    name,
    model,
    async write(messages, signal) {
      try {
        return await policy.execute(async ({ signal: cut }) => {
          refuseAtOnce()
          return await postChat(options, messages, cut).catch((error: unknown) => {
            const known =
              error instanceof ProviderError ? error : new ProviderError('unreachable', { cause: error })
            learn(known)
            throw known
          })
        }, signal)
      } catch (error) {
        const known = nameFailure(error)
        if (known.failure !== 'invalid_key')
          log.warn({ provider: name, failure: known.failure }, '[AI] no text')
        throw known
      }
    },
  }
}

/** From the outside in: time for all of it, room, the breaker, tries. */
function protect(timeoutMs: number): IPolicy {
  const isPassing = handleWhen((error) => error instanceof ProviderError && error.mayPass)
  return wrap(
    timeout(timeoutMs, TimeoutStrategy.Aggressive),
    bulkhead(atOnce, waiting),
    circuitBreaker(
      handleType(
        ProviderError,
        ({ failure }) => failure === 'unreachable' || failure === 'server_error',
      ).orType(TaskCancelledError),
      { halfOpenAfter: leftAloneMs, breaker: new ConsecutiveBreaker(failuresToOpen) },
    ),
    retry(isPassing, {
      maxAttempts: retries,
      backoff: new ExponentialBackoff({ initialDelay: 500, maxDelay: 4_000 }),
    }),
  )
}

function nameFailure(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error
  const failure: ProviderFailure =
    error instanceof TaskCancelledError
      ? 'too_slow'
      : error instanceof BrokenCircuitError
        ? 'left_alone'
        : error instanceof BulkheadRejectedError
          ? 'busy'
          : 'unreachable'
  return new ProviderError(failure, { cause: error })
}
