import { refreshSession, type Session } from '@leadglass/contracts/auth.ts'
import { ApiError, errorFromResponse, errorWithoutResponse } from './api-error.ts'
import { apiUrl } from './api-url.ts'
import { reportAnswer, reportFailure } from './connection.ts'
import { currentSession, forgetSession, rereadSession, type StoredSession, startSession } from './session.ts'

const timeoutMs = 30_000
/** Waits before the second and the third try of a read (R153). */
const retryDelaysMs = [1000, 2000]
/** Renewed a little early, so that no request is sent only to be refused. */
const expiryMarginMs = 10_000

export type SendOptions = {
  method: string
  /** Path below `/api`, with the query. */
  path: string
  headers?: Record<string, string>
  body?: BodyInit
  signal?: AbortSignal
  isPublic?: boolean
  /** Uploads may take longer than the 30 s of every other request. */
  timeoutMs?: number
}

/**
 * Sends one request with the bearer token and answers the successful response; everything else is thrown as ApiError.
 * Reads are repeated on a lost network, a timeout or 503; writes never, because they may have been carried out.
 */
export async function send(options: SendOptions): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    try {
      const response = await sendSignedIn(options)
      reportAnswer()
      return response
    } catch (error) {
      const delay = options.method === 'GET' ? retryDelaysMs[attempt] : undefined
      if (!isWorthRepeating(error) || delay === undefined) {
        reportFailure(error)
        throw error
      }
      await pause(delay, options.signal)
    }
  }
}

function isWorthRepeating(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 503 || error.status === 0) && error.type !== 'offline'
}

async function sendSignedIn(options: SendOptions): Promise<Response> {
  if (options.isPublic) return sendOnce(options, null)
  const session = await freshSession()
  try {
    return await sendOnce(options, session)
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error
    const renewed = await renewSession(session)
    return sendOnce(options, renewed)
  }
}

async function freshSession(): Promise<StoredSession> {
  const session = currentSession()
  if (session === null) throw signedOut()
  return session.expiresAt - expiryMarginMs > Date.now() ? session : renewSession(session)
}

/** A token for the requests that are not sent here (the live stream); renews it when it is about to expire. */
export async function accessToken(): Promise<string> {
  return (await freshSession()).accessToken
}

async function sendOnce(options: SendOptions, session: StoredSession | null): Promise<Response> {
  const timeout = AbortSignal.timeout(options.timeoutMs ?? timeoutMs)
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout
  const headers = { ...options.headers, ...(session && { authorization: `Bearer ${session.accessToken}` }) }
  const request = { method: options.method, headers, body: options.body, signal }
  const response = await fetch(apiUrl + options.path, request).catch((cause: unknown) => {
    // A caller that lost interest (TanStack Query on unmount) gets its own abort back.
    if (options.signal?.aborted) throw cause
    throw errorWithoutResponse(cause)
  })
  if (!response.ok) throw await errorFromResponse(response)
  return response
}

let renewing: Promise<StoredSession> | null = null

/** One exchange at a time, over all calls and, through the lock, over all tabs: the old token is worth one use. */
export function renewSession(stale: StoredSession): Promise<StoredSession> {
  renewing ??= withLock(() => exchangeToken(stale)).finally(() => {
    renewing = null
  })
  return renewing
}

function withLock<T>(work: () => Promise<T>): Promise<T> {
  // Web Locks exist in secure contexts only; on plain http from another machine each tab looks after itself.
  return navigator.locks ? navigator.locks.request('leadglass-refresh', work) : work()
}

async function exchangeToken(stale: StoredSession): Promise<StoredSession> {
  const session = rereadSession()
  if (session === null) throw signedOut()
  if (session.accessToken !== stale.accessToken) return session
  try {
    const response = await sendOnce(
      {
        method: refreshSession.method,
        path: refreshSession.path,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ refresh_token: session.refreshToken }),
      },
      null,
    )
    return startSession((await response.json()) as Session)
  } catch (error) {
    // Only a refusal ends the session; an outage leaves it as it is.
    if (!(error instanceof ApiError) || ![400, 401, 403].includes(error.status)) throw error
    forgetSession()
    throw signedOut()
  }
}

function signedOut(): ApiError {
  return new ApiError({
    status: 401,
    type: 'token_expired',
    message: 'Your session has ended. Sign in again.',
  })
}

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal?.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
  })
}
