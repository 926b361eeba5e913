import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export type ReceivedCall = { path: string; headers: IncomingHttpHeaders; body: Record<string, unknown> }

export type WebhookSink = {
  url: string
  calls: ReceivedCall[]
  /** Answers for the next calls; 200 when there is none left. */
  answers: { status: number; headers?: Record<string, string> }[]
  close(): Promise<void>
}

/** A real HTTP server on this machine that keeps what is posted to it. */
export async function startWebhookSink(): Promise<WebhookSink> {
  const calls: ReceivedCall[] = []
  const answers: WebhookSink['answers'] = []
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => {
      text += chunk
    })
    request.on('end', () => {
      calls.push({ path: request.url ?? '', headers: request.headers, body: text ? JSON.parse(text) : {} })
      const { status, headers } = answers.shift() ?? { status: 200 }
      response.writeHead(status, headers).end('ok')
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve())
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/a-webhook-secret-canary`
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url, calls, answers, close }
}
