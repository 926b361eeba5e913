import { beforeEach, expect, it, vi } from 'vitest'
import { rosa, sessionOf } from '../test/fixtures.ts'
import { followLiveStream } from './live-stream.ts'
import { startSession } from './session.ts'
import type { LiveEvent } from './sse-parser.ts'

beforeEach(() => {
  startSession(sessionOf(rosa))
})

/** A stream that says one thing and stays open until it is told to end. */
function streamOf(text: string) {
  let end = () => {}
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text))
      end = () => controller.close()
    },
  })
  return { response: new Response(body), end: () => end() }
}

it('resumes after the last event when the connection is lost, and says that it was away (R151)', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0)
  const first = streamOf('id: 7\nevent: notification\ndata: {}\n\n')
  const second = streamOf('id: 8\nevent: notification\ndata: {}\n\n')
  const answers = [first.response, second.response]
  const seen: Headers[] = []
  vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
    seen.push(new Headers(init.headers))
    return answers.shift()
  })
  const events: LiveEvent[] = []
  const status: boolean[] = []
  const stop = new AbortController()
  const handlers = {
    onEvent: (event: LiveEvent) => events.push(event),
    onStatus: (isUp: boolean) => status.push(isUp),
  }
  followLiveStream(handlers, stop.signal)

  await vi.waitFor(() => expect(events.map((event) => event.id)).toEqual(['7']))
  first.end()
  await vi.waitFor(() => expect(events.map((event) => event.id)).toEqual(['7', '8']), 3000)
  expect(status).toEqual([true, false, true])
  expect(seen[0]?.get('authorization')).toBe('Bearer access-1')
  expect(seen[0]?.get('last-event-id')).toBeNull()
  expect(seen[1]?.get('last-event-id')).toBe('7')
  stop.abort()
  second.end()
})
