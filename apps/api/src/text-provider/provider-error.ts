/** Why there is no text. */
export type ProviderFailure =
  | 'invalid_key'
  | 'rate_limited'
  | 'too_slow'
  | 'unreachable'
  | 'server_error'
  | 'refused'
  | 'unusable_answer'
  | 'left_alone'
  | 'busy'

/** A provider did not write. The message never holds what it said: that may repeat the key or the facts. */
export class ProviderError extends Error {
  override name = 'ProviderError'
  readonly failure: ProviderFailure
  readonly retryAfterMs: number | null

  constructor(failure: ProviderFailure, options: { cause?: unknown; retryAfterMs?: number | null } = {}) {
    super(failure, { cause: options.cause })
    this.failure = failure
    this.retryAfterMs = options.retryAfterMs ?? null
  }

  /** Worth another try within the same call. */
  get mayPass(): boolean {
    return this.failure === 'unreachable' || this.failure === 'server_error'
  }
}

/** For the person who reads the rules' text instead. */
export const failureWords: Record<ProviderFailure, string> = {
  invalid_key: 'the provider refused our API key',
  rate_limited: 'the provider asked us to slow down',
  too_slow: 'the provider took too long',
  unreachable: 'the provider cannot be reached',
  server_error: 'the provider has a problem of its own',
  refused: 'the provider refused the request',
  unusable_answer: 'the provider’s answer could not be used',
  left_alone: 'the provider has failed several times and is left alone for half a minute',
  busy: 'too many texts are being written at the moment',
}
