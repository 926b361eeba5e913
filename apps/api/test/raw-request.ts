import http from 'node:http'

export type RawRequest = {
  method: string
  /** As it goes over the wire: nothing is normalised or escaped. */
  path: string
  headers?: Record<string, string>
  body?: string | Buffer
}

export type RawAnswer = {
  status: number
  headers: http.IncomingHttpHeaders
  text: string
  /** The body as JSON; undefined when it is none. */
  json: unknown
  ms: number
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 8 })

/** One request whose bytes are exactly those given. The head alone is enough of an event stream. */
export function rawRequest(baseUrl: string, { method, path, headers, body }: RawRequest): Promise<RawAnswer> {
  const { hostname, port } = new URL(baseUrl)
  const begun = performance.now()
  return new Promise((resolve, reject) => {
    const isChunked = headers?.['transfer-encoding'] !== undefined
    const length =
      body === undefined || isChunked ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const request = http.request(
      { hostname, port, method, path, agent, headers: { ...length, ...headers } },
      (answer) => {
        const chunks: Buffer[] = []
        const finish = () => {
          const text = Buffer.concat(chunks).toString()
          const ms = performance.now() - begun
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, json: jsonOf(text), ms })
        }
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', finish)
        answer.on('error', reject)
        if (answer.headers['content-type']?.startsWith('text/event-stream')) {
          finish()
          request.destroy()
        }
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
