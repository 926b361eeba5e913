import http from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Answer, send } from './http-client.ts'

export type Poll = { at: number; status: number; ms: number; text: string; failure: string | null }

export type Poller = { readonly polls: Poll[]; stop(): Promise<void> }

/** Asks one address again and again, each time on a new connection as a platform's health check does. */
export function startPoller(
  baseUrl: string,
  path: string,
  everyMs: number,
  watch: (answer: Answer) => void = () => {},
): Poller {
  const polls: Poll[] = []
  const stopping = new AbortController()
  async function poll(): Promise<void> {
    while (!stopping.signal.aborted) {
      const answer = await send(baseUrl, { method: 'GET', path })
      const { at, status, ms, text, failure } = answer
      polls.push({ at, status, ms, text, failure })
      watch(answer)
      await sleep(Math.max(0, everyMs - ms), undefined, { signal: stopping.signal }).catch(() => {})
    }
  }
  const polling = poll()
  return {
    polls,
    async stop() {
      stopping.abort()
      await polling
    },
  }
}

export type Streams = {
  /** How many of them the server or the network has ended. */
  ended(): number
  /** How many have received an event with this text. */
  heard(text: string): number
  close(): void
}

/** Opens live streams as browsers do, and keeps what comes. */
export async function openStreams(baseUrl: string, tokens: readonly string[]): Promise<Streams> {
  let ended = 0
  let isClosed = false
  const received: string[][] = tokens.map(() => [])
  const requests = await Promise.all(
    tokens.map(
      (token, index) =>
        new Promise<http.ClientRequest>((resolve, reject) => {
          const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream' }
          const request = http.get(
            `${baseUrl}/api/notifications/stream`,
            { headers, agent: false },
            (answer) => {
              if (answer.statusCode !== 200) reject(new Error(`a stream was answered ${answer.statusCode}`))
              answer.setEncoding('utf8')
              answer.on('data', (chunk: string) => received[index]?.push(chunk))
              answer.on('error', () => {})
              answer.once('close', () => {
                if (!isClosed) ended += 1
              })
              resolve(request)
            },
          )
          request.on('error', reject)
        }),
    ),
  )
  return {
    ended: () => ended,
    heard: (text) => received.filter((chunks) => chunks.join('').includes(text)).length,
    close() {
      isClosed = true
      for (const request of requests) request.destroy()
    },
  }
}
