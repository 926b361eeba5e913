import http from 'node:http'
import type { TestApi } from './test-api.ts'

export type StreamEvent = { id?: string; event: string; data: unknown }

export type OpenStream = {
  status: number
  headers: http.IncomingHttpHeaders
  /** What has come so far. */
  events: StreamEvent[]
  comments: string[]
  retry: string[]
  /** Waits until an event fits; those that came before count as well. */
  until(fits: (event: StreamEvent) => boolean, withinMs?: number): Promise<StreamEvent>
  /** Settles when the server ends the answer or the connection breaks. */
  ended: Promise<void>
  /** Breaks the connection from the client's side. */
  cut(): void
  /** Stops and goes on reading from the socket. */
  pause(): void
  resume(): void
}

type StreamOptions = { lastEventId?: string }

/** Opens the live stream as a browser does: by a real HTTP request with a bearer token. */
export async function openStream(
  api: Pick<TestApi, 'baseUrl'>,
  token: string,
  options: StreamOptions = {},
): Promise<OpenStream> {
  const headers: Record<string, string> = { authorization: `Bearer ${token}`, accept: 'text/event-stream' }
  if (options.lastEventId !== undefined) headers['last-event-id'] = options.lastEventId
  const request = http.get(`${api.baseUrl}/api/notifications/stream`, { headers, agent: false })
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    request.once('response', resolve)
    request.once('error', reject)
  })
  request.on('error', () => {})
  return readStream(request, response)
}

function readStream(request: http.ClientRequest, response: http.IncomingMessage): OpenStream {
  const events: StreamEvent[] = []
  const comments: string[] = []
  const retry: string[] = []
  const waiting = new Set<() => void>()
  let rest = ''
  response.setEncoding('utf8')
  response.on('error', () => {})
  response.on('data', (chunk: string) => {
    const blocks = (rest + chunk).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) readBlock(block, { events, comments, retry })
    for (const look of waiting) look()
  })
  const until: OpenStream['until'] = (fits, withinMs = 5_000) =>
    new Promise((resolve, reject) => {
      const look = () => {
        const found = events.find(fits)
        if (!found) return
        waiting.delete(look)
        clearTimeout(timer)
        resolve(found)
      }
      const timer = setTimeout(() => {
        waiting.delete(look)
        reject(new Error(`no such event within ${withinMs} ms; came: ${JSON.stringify(events)}`))
      }, withinMs)
      waiting.add(look)
      look()
    })
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    events,
    comments,
    retry,
    until,
    ended: new Promise((resolve) => response.once('close', () => resolve())),
    cut: () => void request.destroy(),
    pause: () => void response.pause(),
    resume: () => void response.resume(),
  }
}

function readBlock(block: string, into: Pick<OpenStream, 'events' | 'comments' | 'retry'>): void {
  const event: StreamEvent = { event: '', data: undefined }
  for (const line of block.split('\n')) {
    const [, field, value = ''] = /^(\w*): ?(.*)$/.exec(line) ?? []
    if (field === '') into.comments.push(value)
    else if (field === 'retry') into.retry.push(value)
    else if (field === 'id') event.id = value
    else if (field === 'event') event.event = value
    else if (field === 'data') event.data = JSON.parse(value)
  }
  if (event.event) into.events.push(event)
}
