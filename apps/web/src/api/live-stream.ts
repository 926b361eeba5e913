import { streamNotifications } from '@leadglass/contracts/notifications.ts'
import { ApiError, errorFromResponse } from './api-error.ts'
import { apiUrl } from './api-url.ts'
import { accessToken, renewSession } from './send.ts'
import { currentSession } from './session.ts'
import { createSseParser, type LiveEvent } from './sse-parser.ts'

export type LiveHandlers = {
  onEvent: (event: LiveEvent) => void
  /** While it is down the caller polls. */
  onStatus: (isUp: boolean) => void
}

/** Longer than the pause between two heartbeats of the server: silence beyond it means a dead connection. */
const silenceMs = 60_000
const slowestRetryMs = 30_000

type Message = { kind: 'event'; event: LiveEvent } | { kind: 'status'; isUp: boolean } | { kind: 'hello' }

/**
 * Follows the live stream until `signal` aborts. One tab holds the connection and tells the others: a browser opens
 * six connections per origin over HTTP/1.1, and seven open tabs would otherwise leave none for requests.
 */
export function followLiveStream(handlers: LiveHandlers, signal: AbortSignal): void {
  if (!navigator.locks || typeof BroadcastChannel === 'undefined') {
    void holdStream(handlers, signal)
    return
  }
  const channel = new BroadcastChannel('leadglass-live')
  signal.addEventListener('abort', () => channel.close())
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'event') handlers.onEvent(data.event)
    if (data.kind === 'status') handlers.onStatus(data.isUp)
  }
  channel.postMessage({ kind: 'hello' } satisfies Message)
  navigator.locks
    .request('leadglass-live', { signal }, () => holdStream(shared(handlers, channel), signal))
    .catch(() => {
      // Aborted while another tab held the stream.
    })
}

function shared(handlers: LiveHandlers, channel: BroadcastChannel): LiveHandlers {
  let isUp = false
  const tell = (message: Message) => channel.postMessage(message)
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'hello') tell({ kind: 'status', isUp })
  }
  return {
    onEvent(event) {
      handlers.onEvent(event)
      tell({ kind: 'event', event })
    },
    onStatus(next) {
      isUp = next
      handlers.onStatus(next)
      tell({ kind: 'status', isUp })
    },
  }
}

async function holdStream(handlers: LiveHandlers, signal: AbortSignal): Promise<void> {
  let lastId: string | null = null
  let failures = 0
  const deliver = (event: LiveEvent) => {
    lastId = event.id ?? lastId
    handlers.onEvent(event)
  }
  while (!signal.aborted) {
    try {
      const body = await openStream(lastId, signal)
      failures = 0
      handlers.onStatus(true)
      await readStream(body, deliver)
    } catch (error) {
      if (signal.aborted) return
      failures++
      await renewWhenRefused(error)
    }
    if (signal.aborted) return
    handlers.onStatus(false)
    await sleep(Math.min(slowestRetryMs, 1000 * 2 ** failures) * (0.75 + Math.random() / 2), signal)
  }
}

async function openStream(
  lastId: string | null,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const headers = {
    accept: 'text/event-stream',
    authorization: `Bearer ${await accessToken()}`,
    ...(lastId !== null && { 'last-event-id': lastId }),
  }
  const response = await fetch(apiUrl + streamNotifications.path, { headers, signal, cache: 'no-store' })
  if (!response.ok || response.body === null) throw await errorFromResponse(response)
  return response.body
}

async function readStream(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  deliver: (event: LiveEvent) => void,
): Promise<void> {
  const parse = createSseParser()
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  for (;;) {
    const watchdog = setTimeout(() => void reader.cancel(), silenceMs)
    const { done, value } = await reader.read().finally(() => clearTimeout(watchdog))
    if (done) return
    for (const event of parse(value)) deliver(event)
  }
}

async function renewWhenRefused(error: unknown): Promise<void> {
  const session = currentSession()
  if (session === null || !(error instanceof ApiError) || error.status !== 401) return
  await renewSession(session).catch(() => {
    // A refusal has ended the session already; an outage is tried again with the next attempt.
  })
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
