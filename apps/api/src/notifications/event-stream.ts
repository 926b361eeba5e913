import type { ServerResponse } from 'node:http'

/** A client that lets this much pile up is dropped: it comes back and resumes from its last event. */
const mostBufferedBytes = 1_048_576

/** One open answer with server-sent events. */
export type EventStream = {
  /** Sends events as `eventText` makes them. */
  send(text: string): void
  end(): void
  /** Cuts the connection without waiting for the client to read the rest. */
  cut(): void
  onClose(listener: () => void): void
}

/** Starts the answer; `headers` are those that the server has set for every answer. */
export function startEventStream(raw: ServerResponse, headers: Record<string, string>): EventStream {
  raw.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // Proxies that collect an answer before handing it on would hold events back.
    'x-accel-buffering': 'no',
    // The end of a stream frees its socket, so that a closing server does not wait for it.
    connection: 'close',
  })
  return {
    send(text) {
      if (raw.writableEnded || raw.destroyed) return
      raw.write(text)
      if (raw.writableLength > mostBufferedBytes) raw.destroy()
    },
    end: () => void raw.end(),
    cut: () => void raw.destroy(),
    // A client may have gone before its stream began.
    onClose: (listener) => void (raw.destroyed ? listener() : raw.once('close', listener)),
  }
}

/** One event in the notation of the standard; JSON holds no line breaks. */
export function eventText(event: string, data: unknown, id?: number): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}
