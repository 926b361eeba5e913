import http from 'node:http'

export type Sent = { method: string; path: string; body?: unknown; token?: string }

export type Answer = {
  status: number
  headers: http.IncomingHttpHeaders
  text: string
  /** The code of a socket error, when there is no answer; `client_timeout` when there was none in 20 s. */
  failure: string | null
  /** Whether bytes of the answer had come when it failed. */
  hasBegun: boolean
  /** On a connection that had answered before. */
  isReused: boolean
  /** When it was sent, and how long it took. */
  at: number
  ms: number
}

const giveUpAfterMs = 20_000

/** Sends one request; never rejects. */
export function send(baseUrl: string, sent: Sent, agent?: http.Agent): Promise<Answer> {
  const { hostname, port } = new URL(baseUrl)
  const body = sent.body === undefined ? undefined : JSON.stringify(sent.body)
  const headers: Record<string, string | number> = {}
  if (sent.token) headers.authorization = `Bearer ${sent.token}`
  if (body !== undefined) {
    headers['content-type'] = 'application/json'
    headers['content-length'] = Buffer.byteLength(body)
  }
  const at = performance.now()
  return new Promise((resolve) => {
    let begun: http.IncomingMessage | undefined
    const chunks: Buffer[] = []
    const finish = (failure: string | null) =>
      resolve({
        status: begun?.statusCode ?? 0,
        headers: begun?.headers ?? {},
        text: Buffer.concat(chunks).toString(),
        failure,
        hasBegun: begun !== undefined,
        isReused: request.reusedSocket,
        at,
        ms: performance.now() - at,
      })
    const request = http.request(
      { hostname, port, method: sent.method, path: sent.path, headers, agent: agent ?? false },
      (answer) => {
        begun = answer
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', () => finish(null))
        answer.on('error', (error) => finish(codeOf(error)))
      },
    )
    request.setTimeout(giveUpAfterMs, () =>
      request.destroy(Object.assign(new Error('no answer'), { code: 'client_timeout' })),
    )
    request.on('error', (error) => finish(codeOf(error)))
    request.end(body)
  })
}

function codeOf(error: Error): string {
  return (error as NodeJS.ErrnoException).code ?? error.message
}

/** A connection that is kept open, as a browser or a proxy has. */
export function keepAlive(sockets = 1): http.Agent {
  return new http.Agent({ keepAlive: true, maxSockets: sockets, maxFreeSockets: sockets })
}
